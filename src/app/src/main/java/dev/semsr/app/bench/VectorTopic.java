package dev.semsr.app.bench;

import dev.semsr.app.broker.Topics;
import dev.semsr.app.replay.CountedProducer;
import dev.semsr.schemas.ItemVector;
import dev.semsr.schemas.SingleObjectCodec;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.IntConsumer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Writes item vectors as the refresh job would; their directions are random. */
final class VectorTopic implements AutoCloseable {

    private static final String PREFIX = "item-";
    private static final int TOLD = 50_000;

    private final String encoder;
    private final int width;
    private final long seed;
    private final SingleObjectCodec<ItemVector> codec = SingleObjectCodec.of(ItemVector.class);
    private final CountedProducer producer;

    /**
     * A writer.
     *
     * @param encoder name of encoder and template in the records
     * @param width of the vectors
     * @param client properties of the Kafka producer
     */
    VectorTopic(String encoder, int width, long seed, Map<String, ?> client) {
        this.encoder = encoder;
        this.width = width;
        this.seed = seed;
        Map<String, Object> properties = new HashMap<>();
        properties.put(ProducerConfig.LINGER_MS_CONFIG, "5");
        properties.put(ProducerConfig.BATCH_SIZE_CONFIG, "500000");
        properties.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, "120000");
        properties.putAll(client);
        producer = new CountedProducer(properties);
    }

    /**
     * Writes {@code item-0} and so on, and waits until the broker has them all.
     *
     * @param written told now and then how many are handed over
     * @return bytes of all values
     */
    long fill(int items, IntConsumer written) {
        long bytes = 0;
        for (int item = 0; item < items; item++) {
            bytes += put(item);
            if ((item + 1) % TOLD == 0) {
                written.accept(item + 1);
            }
        }
        flush();
        return bytes;
    }

    /** Writes one item; returns the bytes of its value. */
    int put(int item) {
        String id = id(item);
        byte[] value = codec.encode(vector(id, item));
        producer.send(
                new ProducerRecord<>(
                        Topics.ITEM_VECTORS, id.getBytes(StandardCharsets.UTF_8), value));
        return value.length;
    }

    /** Waits for the broker. */
    void flush() {
        producer.flush();
        if (producer.failed() > 0) {
            throw new IllegalStateException(
                    producer.failed() + " item vectors could not be written",
                    producer.firstFailure());
        }
    }

    /** Id of an item, as {@code RandomModel} names its own. */
    static String id(int item) {
        return PREFIX + item;
    }

    /** Number of an item. */
    static int number(String id) {
        return Integer.parseInt(id.substring(PREFIX.length()));
    }

    private ItemVector vector(String id, int item) {
        return ItemVector.newBuilder()
                .setItemId(id)
                .setTextEncoder(encoder)
                .setTextHash(Integer.toHexString(item))
                .setVector(direction(item))
                .setCategories(List.of("Category " + item % 100))
                .setBrand("Brand " + item % 1000)
                .build();
    }

    private List<Float> direction(int item) {
        SplittableRandom random = new SplittableRandom(seed + item);
        double[] values = random.doubles(width, -1, 1).toArray();
        double squares = 0;
        for (double value : values) {
            squares += value * value;
        }
        double scale = 1 / Math.sqrt(squares);
        List<Float> unit = new ArrayList<>(width);
        for (double value : values) {
            unit.add((float) (value * scale));
        }
        return unit;
    }

    @Override
    public void close() {
        producer.close();
    }
}
