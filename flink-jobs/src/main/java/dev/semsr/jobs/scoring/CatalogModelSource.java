package dev.semsr.jobs.scoring;

import dev.semsr.jobs.catalog.CatalogReplica;
import dev.semsr.jobs.kafka.TopicReplica;
import dev.semsr.model.device.DeviceScorer;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A model in a store whose items follow the item-vectors topic. It answers when it has caught up
 * with the topic. When patience is at its end, it answers only if nothing else does: old items are
 * better than no answer, but not better than a version that has caught up.
 *
 * @param model the model
 * @param topic topic of the item vectors
 * @param consumer properties of the consumer
 * @param patience how long to wait until the topic is read
 */
public record CatalogModelSource(
        StoredModelSource model, String topic, Map<String, String> consumer, Duration patience)
        implements ModelSource {

    private static final long serialVersionUID = 1L;
    private static final Logger LOG = LoggerFactory.getLogger(CatalogModelSource.class);
    private static final Duration RETRY = Duration.ofSeconds(5);

    /** Copies the properties. */
    public CatalogModelSource {
        consumer = new HashMap<>(consumer);
    }

    @Override
    public LoadedModel load() {
        DeviceScorer scorer = model.loadScorer();
        DeviceCatalog catalog = new DeviceCatalog(scorer);
        TopicReplica replica = CatalogReplica.start(this::newConsumer, topic, catalog, RETRY);
        boolean caughtUp = awaitCatalog(replica);
        return new LoadedModel(
                scorer,
                scorer.fallback(),
                replica::close,
                catalog::mismatch,
                catalog::refused,
                !caughtUp);
    }

    @Override
    public CatalogModelSource withVersion(String version) {
        return new CatalogModelSource(model.withVersion(version), topic, consumer, patience);
    }

    /** Without the properties of the consumer: they may hold secrets. */
    @Override
    public String toString() {
        return model + " with catalogue " + topic;
    }

    /** Returns false if it took too long. */
    private boolean awaitCatalog(TopicReplica replica) {
        try {
            boolean caughtUp = replica.awaitCaughtUp(patience);
            if (!caughtUp) {
                LOG.error(
                        "The catalogue is not read from topic {} within {}: check that it exists"
                                + " and can be read, or raise catalog.catch-up-timeout. A version"
                                + " that is to replace another one is refused; if there is no"
                                + " other one, it answers with the items that it has so far.",
                        topic,
                        patience);
            }
            return caughtUp;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private Consumer<byte[], byte[]> newConsumer() {
        Map<String, Object> properties = new HashMap<>(consumer);
        properties.put("enable.auto.commit", "false");
        properties.remove("group.id");
        return new KafkaConsumer<>(
                properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }
}
