package dev.semsr.jobs.intake;

import dev.semsr.schemas.SingleObjectCodec;
import dev.semsr.schemas.UndecodableRecordException;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;

/**
 * Takes records in the form that writers with a schema registry give them, a zero byte and the
 * number of the schema before the body, and puts them into Avro's single-object encoding. Others
 * pass as they are, so that both kinds of writers can share a topic.
 */
final class RegistryFraming {

    private static final byte MAGIC = 0;
    private static final int HEADER_LENGTH = 5;

    private final SchemaRegistry registry;
    private final SingleObjectCodec<?> codec;
    private final Map<Integer, byte[]> headers = new HashMap<>();

    /**
     * The form of a registry's writers.
     *
     * @param registry tells schemas
     * @param codec is made to know them
     */
    RegistryFraming(SchemaRegistry registry, SingleObjectCodec<?> codec) {
        this.registry = registry;
        this.codec = codec;
    }

    /**
     * The record in single-object encoding.
     *
     * @throws UndecodableRecordException if the registry does not know its schema
     */
    byte[] singleObject(byte[] bytes) throws UndecodableRecordException {
        if (bytes.length < HEADER_LENGTH || bytes[0] != MAGIC) {
            return bytes;
        }
        byte[] header = header(ByteBuffer.wrap(bytes).getInt(1));
        return ByteBuffer.allocate(header.length + bytes.length - HEADER_LENGTH)
                .put(header)
                .put(bytes, HEADER_LENGTH, bytes.length - HEADER_LENGTH)
                .array();
    }

    private byte[] header(int id) throws UndecodableRecordException {
        byte[] header = headers.get(id);
        if (header == null) {
            header = codec.learn(registry.schema(id));
            headers.put(id, header);
        }
        return header;
    }
}
