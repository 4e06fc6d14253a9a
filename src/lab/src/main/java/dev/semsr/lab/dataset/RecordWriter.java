package dev.semsr.lab.dataset;

import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.avro.file.CodecFactory;
import org.apache.avro.file.DataFileWriter;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecordBase;

/**
 * Writes an Avro container file. The block marker is derived from the schema instead of drawn at
 * random: equal records make equal files.
 */
final class RecordWriter<T extends SpecificRecordBase> implements Closeable {

    private static final int DEFLATE_LEVEL = 6;

    private final DataFileWriter<T> writer;

    RecordWriter(Path file, Class<T> type, T prototype) throws IOException {
        byte[] marker =
                DatasetFiles.digest("MD5")
                        .digest(prototype.getSchema().toString().getBytes(StandardCharsets.UTF_8));
        writer = new DataFileWriter<>(new SpecificDatumWriter<>(type));
        writer.setCodec(CodecFactory.deflateCodec(DEFLATE_LEVEL));
        writer.create(prototype.getSchema(), Files.newOutputStream(file), marker);
    }

    void write(T value) throws IOException {
        writer.append(value);
    }

    @Override
    public void close() throws IOException {
        writer.close();
    }
}
