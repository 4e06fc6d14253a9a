package dev.semsr.jobs.savepoint;

import org.apache.avro.Schema;
import org.apache.avro.generic.GenericRecord;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.formats.avro.typeutils.AvroSerializer;

/**
 * Reads the bytes of sessions by the schema that they were written with. Flink on its own would,
 * where the schemas differ, first read them by the class of this release and write them anew: that
 * is what fails.
 */
final class WrittenSerializer extends AvroSerializer<GenericRecord> {

    private static final long serialVersionUID = 1L;

    private final Schema schema;

    WrittenSerializer(Schema schema) {
        super(GenericRecord.class, schema);
        this.schema = schema;
    }

    @Override
    public TypeSerializer<GenericRecord> duplicate() {
        return new WrittenSerializer(schema);
    }

    @Override
    public TypeSerializerSnapshot<GenericRecord> snapshotConfiguration() {
        return new WrittenSerializerSnapshot(super.snapshotConfiguration());
    }
}
