package dev.semsr.jobs.archive;

import dev.semsr.schemas.ArchivedSession;
import dev.semsr.schemas.SessionErasure;
import org.apache.avro.Schema;
import org.apache.avro.file.CodecFactory;
import org.apache.avro.file.DataFileWriter;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecordBase;
import org.apache.flink.connector.file.sink.FileSink;
import org.apache.flink.core.fs.Path;
import org.apache.flink.formats.avro.AvroBuilder;
import org.apache.flink.formats.avro.AvroWriterFactory;
import org.apache.flink.streaming.api.functions.sink.filesystem.OutputFileConfig;
import org.apache.flink.streaming.api.functions.sink.filesystem.rollingpolicies.OnCheckpointRollingPolicy;

/**
 * The archive's files: Avro container files that a checkpoint completes. Until then they are hidden
 * (their names begin with a dot), and what a failed attempt wrote is never shown: a reader sees
 * each record once.
 */
final class ArchiveFiles {

    private static final String SESSIONS = "sessions";
    private static final String ERASURES = "erasures";
    private static final int DEFLATE_LEVEL = 6;

    private final Path folder;

    /** The files of the archive in a folder. */
    ArchiveFiles(String folder) {
        this.folder = new Path(folder);
    }

    /** Writes ended sessions, by the day of their last click. */
    FileSink<ArchivedSession> sessions() {
        return sink(
                SESSIONS,
                writers(ArchivedSession.class, ArchivedSession.getClassSchema()),
                ArchivedSession::getEndedAt);
    }

    /** Writes wishes to be forgotten, by the day of their arrival. */
    FileSink<SessionErasure> erasures() {
        return sink(
                ERASURES,
                writers(SessionErasure.class, SessionErasure.getClassSchema()),
                SessionErasure::getErasedAt);
    }

    private <T> FileSink<T> sink(
            String kind, AvroWriterFactory<T> writers, DayFolders.InstantOf<T> time) {
        return FileSink.forBulkFormat(new Path(folder, kind), writers)
                .withBucketAssigner(new DayFolders<>(time))
                .withRollingPolicy(OnCheckpointRollingPolicy.build())
                .withOutputFileConfig(OutputFileConfig.builder().withPartSuffix(".avro").build())
                .build();
    }

    private static <T extends SpecificRecordBase> AvroWriterFactory<T> writers(
            Class<T> type, Schema schema) {
        String text = schema.toString();
        AvroBuilder<T> builder =
                out -> {
                    DataFileWriter<T> writer =
                            new DataFileWriter<>(new SpecificDatumWriter<>(type));
                    writer.setCodec(CodecFactory.deflateCodec(DEFLATE_LEVEL));
                    return writer.create(new Schema.Parser().parse(text), out);
                };
        return new AvroWriterFactory<>(builder);
    }
}
