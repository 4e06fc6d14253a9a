package dev.semsr.jobs.archive;

import java.io.Serializable;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.function.Function;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.apache.flink.streaming.api.functions.sink.filesystem.BucketAssigner;
import org.apache.flink.streaming.api.functions.sink.filesystem.bucketassigners.SimpleVersionedStringSerializer;

/**
 * One folder a day (UTC), named as Hive and Spark name partitions: {@code day=2026-11-25}.
 *
 * @param <T> what is archived
 */
final class DayFolders<T> implements BucketAssigner<T, String> {

    private static final long serialVersionUID = 1L;

    private final InstantOf<T> time;

    /** Folders by a record's own time, so that a replay puts it into the same one. */
    DayFolders(InstantOf<T> time) {
        this.time = time;
    }

    @Override
    public String getBucketId(T element, Context context) {
        return "day=" + LocalDate.ofInstant(time.apply(element), ZoneOffset.UTC);
    }

    @Override
    public SimpleVersionedSerializer<String> getSerializer() {
        return SimpleVersionedStringSerializer.INSTANCE;
    }

    /** A record's time; travels to the TaskManagers. */
    interface InstantOf<T> extends Function<T, Instant>, Serializable {}
}
