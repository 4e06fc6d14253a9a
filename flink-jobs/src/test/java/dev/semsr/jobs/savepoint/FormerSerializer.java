package dev.semsr.jobs.savepoint;

import dev.semsr.core.session.SessionReviser;
import dev.semsr.schemas.SessionState;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericRecord;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.apache.flink.formats.avro.typeutils.AvroSerializer;
import org.apache.flink.formats.avro.typeutils.AvroSerializerSnapshot;

/**
 * Writes sessions as a release did whose class {@code SessionState} had another schema: the bytes,
 * and in the savepoint the name of the class together with that schema.
 */
final class FormerSerializer extends AvroSerializer<GenericRecord> {

    private static final long serialVersionUID = 1L;
    private static final int VERSION = 2;
    private static final SessionReviser NOBODY = (id, written) -> null;

    private final Schema schema;

    FormerSerializer(Schema schema) {
        super(GenericRecord.class, schema);
        this.schema = schema;
    }

    @Override
    public TypeSerializer<GenericRecord> duplicate() {
        return new FormerSerializer(schema);
    }

    @Override
    public TypeSerializerSnapshot<GenericRecord> snapshotConfiguration() {
        try {
            var out = new DataOutputSerializer(1024);
            out.writeUTF(SessionState.class.getName());
            out.writeUTF(new WrittenForm(schema, NOBODY).schema().toString());
            var snapshot = new AvroSerializerSnapshot<GenericRecord>();
            snapshot.readSnapshot(
                    VERSION,
                    new DataInputDeserializer(out.getCopyOfBuffer()),
                    SessionState.class.getClassLoader());
            return snapshot;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
