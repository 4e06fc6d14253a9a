package dev.semsr.jobs.savepoint;

import dev.semsr.core.session.SessionFormException;
import java.io.IOException;
import org.apache.avro.generic.GenericRecord;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSchemaCompatibility;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.apache.flink.formats.avro.typeutils.AvroSerializerSnapshot;

/** The snapshot of a {@link WrittenSerializer}: nothing but the very same schema will do. */
public final class WrittenSerializerSnapshot implements TypeSerializerSnapshot<GenericRecord> {

    private final TypeSerializerSnapshot<GenericRecord> avro;

    /** For Flink, which reads it afterwards. */
    public WrittenSerializerSnapshot() {
        this(new AvroSerializerSnapshot<>());
    }

    WrittenSerializerSnapshot(TypeSerializerSnapshot<GenericRecord> avro) {
        this.avro = avro;
    }

    @Override
    public int getCurrentVersion() {
        return avro.getCurrentVersion();
    }

    @Override
    public void writeSnapshot(DataOutputView out) throws IOException {
        avro.writeSnapshot(out);
    }

    @Override
    public void readSnapshot(int version, DataInputView in, ClassLoader classes)
            throws IOException {
        avro.readSnapshot(version, in, classes);
    }

    @Override
    public TypeSerializer<GenericRecord> restoreSerializer() {
        return avro.restoreSerializer();
    }

    @Override
    public TypeSerializerSchemaCompatibility<GenericRecord> resolveSchemaCompatibility(
            TypeSerializerSnapshot<GenericRecord> savepoint) {
        TypeSerializerSchemaCompatibility<GenericRecord> same =
                avro.resolveSchemaCompatibility(savepoint);
        if (!same.isCompatibleAsIs()) {
            throw new SessionFormException(
                    "The sessions were not written with the schema that was given. Give the newest"
                            + " SessionState of the release that wrote the savepoint.",
                    null);
        }
        return same;
    }
}
