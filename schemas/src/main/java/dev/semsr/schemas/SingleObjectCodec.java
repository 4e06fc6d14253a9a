package dev.semsr.schemas;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.message.BadHeaderException;
import org.apache.avro.message.BinaryMessageDecoder;
import org.apache.avro.message.BinaryMessageEncoder;
import org.apache.avro.message.MissingSchemaException;
import org.apache.avro.message.SchemaStore;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;

/**
 * Reads and writes records in Avro's single-object encoding: two magic bytes, the fingerprint of
 * the writer's schema, the record. It reads what any released schema wrote, and what any schema in
 * an extra folder wrote. Thread-safe.
 *
 * @param <T> the record
 */
public final class SingleObjectCodec<T extends SpecificRecord> {

    /** Length of the magic bytes and the fingerprint that come before the record. */
    public static final int HEADER_LENGTH = 10;

    private static final int FINGERPRINT_AT = 2;

    private final Schema schema;
    private final SchemaStore.Cache writers;
    private final BinaryMessageEncoder<T> encoder;
    private final BinaryMessageDecoder<T> decoder;

    private SingleObjectCodec(Class<T> type, List<Schema> moreWriters) {
        SpecificData model = SpecificData.getForClass(type);
        schema = model.getSchema(type);
        writers = new SchemaStore.Cache();
        SchemaHistory.released(type.getSimpleName()).forEach(writers::addSchema);
        moreWriters.forEach(writers::addSchema);
        encoder = new BinaryMessageEncoder<>(model, schema);
        decoder = new BinaryMessageDecoder<>(model, schema, writers);
    }

    /** A codec that knows every released schema of the record. */
    public static <T extends SpecificRecord> SingleObjectCodec<T> of(Class<T> type) {
        return new SingleObjectCodec<>(type, List.of());
    }

    /**
     * A codec that also knows the schemas in a folder.
     *
     * @param schemaFolder folder of {@code .avsc} files, read once, now
     */
    public static <T extends SpecificRecord> SingleObjectCodec<T> of(
            Class<T> type, Path schemaFolder) {
        return new SingleObjectCodec<>(type, SchemaHistory.inFolder(schemaFolder));
    }

    /** The bytes of a record, with the header. */
    public byte[] encode(T record) {
        try {
            ByteBuffer bytes = encoder.encode(record);
            byte[] array = new byte[bytes.remaining()];
            bytes.get(array);
            return array;
        } catch (IOException e) {
            throw new UncheckedIOException("Encoding a " + schema.getName(), e);
        }
    }

    /**
     * The record that the bytes hold, resolved from its writer's schema.
     *
     * @throws UndecodableRecordException if they hold none; says why
     */
    public T decode(byte[] bytes) throws UndecodableRecordException {
        ByteArrayInputStream in = new ByteArrayInputStream(bytes);
        T record = decode(bytes, in);
        if (in.available() > 0) {
            throw new UndecodableRecordException(
                    "%d bytes follow the end of the %s. One message holds one record."
                            .formatted(in.available(), schema.getName()));
        }
        return record;
    }

    private T decode(byte[] bytes, ByteArrayInputStream in) throws UndecodableRecordException {
        try {
            return decoder.decode(in);
        } catch (BadHeaderException e) {
            throw noHeader(bytes, e);
        } catch (MissingSchemaException e) {
            throw unknownSchema(bytes, e);
        } catch (IOException
                | RuntimeException e) { // what damaged bytes set off is not foreseeable
            throw undecodable(bytes, in, e);
        }
    }

    private UndecodableRecordException noHeader(byte[] bytes, Exception cause) {
        String start = HexFormat.of().formatHex(bytes, 0, Math.min(bytes.length, 4));
        return new UndecodableRecordException(
                "Not Avro single-object encoding: %d bytes that start with '%s', not a header of %d bytes that starts with 'c301'. Publish the record with its header."
                        .formatted(bytes.length, start, HEADER_LENGTH),
                cause);
    }

    private UndecodableRecordException unknownSchema(byte[] bytes, Exception cause) {
        return new UndecodableRecordException(
                "Written with a schema of unknown fingerprint %s. Put the writer's schema of %s (.avsc) into the schema folder and start again."
                        .formatted(fingerprint(bytes), schema.getName()),
                cause);
    }

    private UndecodableRecordException undecodable(
            byte[] bytes, ByteArrayInputStream in, Exception cause) {
        String mismatch = SchemaMismatch.describe(schema, writers.findByFingerprint(number(bytes)));
        if (mismatch != null) {
            return new UndecodableRecordException(
                    "Written with a schema (fingerprint %s) that cannot be read as %s: %s."
                            .formatted(fingerprint(bytes), schema.getName(), mismatch),
                    cause);
        }
        return new UndecodableRecordException(
                "Damaged or truncated %s: reading failed at byte %d of %d (%s)."
                        .formatted(
                                schema.getName(),
                                bytes.length - in.available(),
                                bytes.length,
                                root(cause)),
                cause);
    }

    private static String root(Throwable cause) {
        Throwable root = cause;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root.getMessage() == null ? root.getClass().getSimpleName() : root.getMessage();
    }

    private static long number(byte[] bytes) {
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getLong(FINGERPRINT_AT);
    }

    private static String fingerprint(byte[] bytes) {
        return HexFormat.of().toHexDigits(number(bytes));
    }
}
