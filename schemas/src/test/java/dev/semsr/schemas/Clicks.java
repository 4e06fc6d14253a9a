package dev.semsr.schemas;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.message.BinaryMessageEncoder;

/** Clicks as this and as other writers make them. */
final class Clicks {

    private Clicks() {}

    static Click click() {
        return Click.newBuilder()
                .setEventId("e1")
                .setSessionId("s1")
                .setItemId("i1")
                .setEventTime(Instant.ofEpochMilli(1_700_000_000_000L))
                .setAction(Action.PURCHASE)
                .setRecommendationId("r1")
                .setConsent(false)
                .setContext(Map.of("page", "cart"))
                .build();
    }

    static Schema schema(String resource) {
        try (InputStream in = Clicks.class.getResourceAsStream(resource)) {
            return new Schema.Parser().parse(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A click as a writer with this schema makes it; fields that it lacks are left out. */
    static GenericRecord record(Schema writer, String action) {
        GenericRecord record = new GenericData.Record(writer);
        set(record, "event_id", "e1");
        set(record, "session_id", "s1");
        set(record, "item_id", "i1");
        set(record, "event_time", 1_700_000_000_000L);
        set(record, "action", new GenericData.EnumSymbol(enumOf(writer), action));
        set(record, "page", "cart");
        set(record, "context", Map.of());
        if (writer.getField("consent") != null) {
            boolean text = writer.getField("consent").schema().getType() == Schema.Type.STRING;
            record.put("consent", text ? "yes" : true);
        }
        return record;
    }

    static byte[] written(GenericRecord record) {
        try {
            ByteBuffer bytes =
                    new BinaryMessageEncoder<GenericRecord>(GenericData.get(), record.getSchema())
                            .encode(record);
            byte[] array = new byte[bytes.remaining()];
            bytes.get(array);
            return array;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Schema enumOf(Schema writer) {
        return writer.getField("action").schema();
    }

    private static void set(GenericRecord record, String field, Object value) {
        if (record.getSchema().getField(field) != null) {
            record.put(field, value);
        }
    }
}
