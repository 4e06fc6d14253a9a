package dev.semsr.jobs.catalog;

import dev.semsr.jobs.kafka.TopicReplica;
import java.time.Duration;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecords;

/**
 * Keeps a process's items as the compacted item-vectors topic has them. After an error it goes on
 * where it was: from the beginning an item that is sold out could be there again for a moment, by a
 * record that is not compacted away yet.
 *
 * <p>It is not Flink state: a million vectors would stand in every checkpoint.
 */
public final class CatalogReplica implements TopicReplica.Target {

    private final CatalogTarget target;

    private CatalogReplica(CatalogTarget target) {
        this.target = target;
    }

    /**
     * Starts to read.
     *
     * @param consumers makes a consumer, one after each error
     * @param topic topic of the item vectors
     * @param target what is kept up to date
     * @param retryInterval pause after an error
     */
    public static TopicReplica start(
            Supplier<Consumer<byte[], byte[]>> consumers,
            String topic,
            CatalogTarget target,
            Duration retryInterval) {
        return TopicReplica.start(consumers, topic, new CatalogReplica(target), retryInterval);
    }

    /** The items stay as they are until the topic says otherwise. */
    @Override
    public void begin() {
        // nothing to forget: old items are better than none
    }

    @Override
    public boolean resumes() {
        return true;
    }

    @Override
    public void apply(ConsumerRecords<byte[], byte[]> records, boolean whole) {
        CatalogChanges changes = new CatalogChanges();
        records.forEach(changes::add);
        changes.applyTo(target);
    }
}
