package dev.semsr.schemas;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.Schema;
import org.apache.avro.SchemaNormalization;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.DatumReader;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.message.BinaryMessageEncoder;
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

    private static final byte[] MAGIC = {(byte) 0xC3, 0x01};
    private static final int FINGERPRINT_AT = 2;

    private final SpecificData model;
    private final Schema schema;
    private final SchemaStore.Cache writers;
    private final BinaryMessageEncoder<T> encoder;
    private final Map<Long, DatumReader<T>> readers = new ConcurrentHashMap<>();

    private SingleObjectCodec(Class<T> type, List<Schema> moreWriters) {
        model = SpecificData.getForClass(type);
        schema = model.getSchema(type);
        writers = new SchemaStore.Cache();
        writers.addSchema(schema);
        SchemaHistory.released(type.getSimpleName()).forEach(writers::addSchema);
        moreWriters.forEach(writers::addSchema);
        encoder = new BinaryMessageEncoder<>(model, schema);
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

    /**
     * Makes one more writer known, while the codec is in use.
     *
     * @return the header that stands before what this writer writes
     */
    public byte[] learn(Schema writer) {
        writers.addSchema(writer);
        return ByteBuffer.allocate(HEADER_LENGTH)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put(MAGIC)
                .putLong(SchemaNormalization.parsingFingerprint64(writer))
                .array();
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
        if (bytes.length < HEADER_LENGTH || bytes[0] != MAGIC[0] || bytes[1] != MAGIC[1]) {
            throw noHeader(bytes);
        }
        Schema writer = writers.findByFingerprint(number(bytes));
        if (writer == null) {
            throw unknownSchema(bytes);
        }
        BinaryDecoder body = body(bytes);
        T record = decode(bytes, writer, body);
        if (remaining(body) > 0) {
            throw new UndecodableRecordException(
                    "%d bytes follow the end of the %s. One message holds one record."
                            .formatted(remaining(body), schema.getName()));
        }
        return record;
    }

    private T decode(byte[] bytes, Schema writer, BinaryDecoder body)
            throws UndecodableRecordException {
        try {
            return readers.computeIfAbsent(number(bytes), fingerprint -> reader(writer))
                    .read(null, body);
        } catch (IOException
                | RuntimeException e) { // what damaged bytes set off is not foreseeable
            throw undecodable(bytes, writer, body, e);
        }
    }

    @SuppressWarnings("unchecked") // the model makes readers of anything
    private DatumReader<T> reader(Schema writer) {
        return model.createDatumReader(writer, schema);
    }

    /**
     * The record behind the header. The decoder knows how many bytes there are: Avro's own message
     * decoder does not, and takes whatever memory a damaged length asks for.
     */
    private static BinaryDecoder body(byte[] bytes) {
        return DecoderFactory.get()
                .binaryDecoder(bytes, HEADER_LENGTH, bytes.length - HEADER_LENGTH, null);
    }

    private static int remaining(BinaryDecoder body) {
        try {
            return body.inputStream().available();
        } catch (IOException e) {
            throw new UncheckedIOException("Bytes in memory have no end", e);
        }
    }

    private UndecodableRecordException noHeader(byte[] bytes) {
        String start = HexFormat.of().formatHex(bytes, 0, Math.min(bytes.length, 4));
        return new UndecodableRecordException(
                "Not Avro single-object encoding: %d bytes that start with '%s', not a header of %d bytes that starts with 'c301'. Publish the record with its header."
                        .formatted(bytes.length, start, HEADER_LENGTH));
    }

    private UndecodableRecordException unknownSchema(byte[] bytes) {
        return new UndecodableRecordException(
                "Written with a schema of unknown fingerprint %s. Put the writer's schema of %s (.avsc) into the schema folder and start again."
                        .formatted(fingerprint(bytes), schema.getName()));
    }

    private UndecodableRecordException undecodable(
            byte[] bytes, Schema writer, BinaryDecoder body, Exception cause) {
        String mismatch = SchemaMismatch.describe(schema, writer);
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
                                bytes.length - remaining(body),
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
