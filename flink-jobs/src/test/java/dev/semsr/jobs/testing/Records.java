package dev.semsr.jobs.testing;

import dev.semsr.jobs.record.RawRecord;
import dev.semsr.schemas.Click;
import dev.semsr.schemas.SingleObjectCodec;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.ExecutionConfig;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.datagen.functions.FromElementsGeneratorFunction;
import org.apache.flink.connector.datagen.source.DataGeneratorSource;

/** Records of a clicks topic, for tests. */
public final class Records {

    private static final SingleObjectCodec<Click> CODEC = SingleObjectCodec.of(Click.class);

    private final List<RawRecord> records = new ArrayList<>();

    /** A click of a session, now. */
    public static Click click(String eventId, String sessionId, String itemId) {
        return click(eventId, sessionId, itemId, Instant.now());
    }

    /** A click of a session at a time. */
    public static Click click(String eventId, String sessionId, String itemId, Instant time) {
        return Click.newBuilder()
                .setEventId(eventId)
                .setSessionId(sessionId)
                .setItemId(itemId)
                .setEventTime(Instant.ofEpochMilli(time.toEpochMilli()))
                .build();
    }

    /** A record with any value. */
    public static RawRecord record(long offset, byte[] value) {
        return new RawRecord(
                "clicks", 3, offset, "key".getBytes(StandardCharsets.UTF_8), value, List.of());
    }

    /** The bytes of a click. */
    public static byte[] bytes(Click click) {
        return CODEC.encode(click);
    }

    /** Adds a record with any value. */
    public Records add(byte[] value) {
        records.add(record(records.size(), value));
        return this;
    }

    /** Adds a click. */
    public Records add(Click click) {
        return add(bytes(click));
    }

    /** The records so far. */
    public List<RawRecord> list() {
        return records;
    }

    /** A bounded source of the records so far. */
    public DataGeneratorSource<RawRecord> source() {
        TypeInformation<RawRecord> type = TypeInformation.of(RawRecord.class);
        return new DataGeneratorSource<>(
                new FromElementsGeneratorFunction<>(type, new ExecutionConfig(), records),
                records.size(),
                type);
    }
}
