package dev.semsr.app.items;

import dev.semsr.app.replay.CountedProducer;
import dev.semsr.schemas.Item;
import dev.semsr.schemas.SingleObjectCodec;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Publishes items, keyed by their ids, and takes them off. For one thread. */
public final class ItemProducer implements AutoCloseable {

    private final String topic;
    private final SingleObjectCodec<Item> codec = SingleObjectCodec.of(Item.class);
    private final CountedProducer producer;

    /**
     * A producer.
     *
     * @param topic where to
     * @param client properties of the Kafka producer, {@code bootstrap.servers} among them
     */
    public ItemProducer(String topic, Map<String, ?> client) {
        this.topic = topic;
        var properties = new HashMap<String, Object>();
        properties.put(ProducerConfig.CLIENT_ID_CONFIG, "semsr-items");
        properties.putAll(client);
        producer = new CountedProducer(properties);
    }

    /** Publishes an item: a new one or the new state of one. */
    public void put(Item item) {
        send(item.getItemId(), codec.encode(item));
    }

    /** Takes an item off. */
    public void remove(String itemId) {
        send(itemId, null);
    }

    private void send(String itemId, byte[] value) {
        producer.send(new ProducerRecord<>(topic, itemId.getBytes(StandardCharsets.UTF_8), value));
    }

    /** Waits until every record is acknowledged or has failed. */
    public void flush() {
        producer.flush();
    }

    /** What became of the records so far. */
    public CountedProducer counts() {
        return producer;
    }

    @Override
    public void close() {
        producer.close();
    }
}
