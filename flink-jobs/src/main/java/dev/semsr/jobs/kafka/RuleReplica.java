package dev.semsr.jobs.kafka;

import dev.semsr.core.rules.RuleBook;
import dev.semsr.jobs.rules.RuleFeed;
import dev.semsr.jobs.rules.RuleTable;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;

/**
 * The rules of a topic. While it is read again after an error the rules stay as they were; then
 * those that were removed in the meantime are gone too.
 */
final class RuleReplica implements TopicReplica.Target, RuleFeed {

    private final Consumer<RuleBook> books;
    private final AtomicLong rejected = new AtomicLong();
    private RuleTable table = new RuleTable();
    private boolean published;
    private TopicReplica replica;

    private RuleReplica(Consumer<RuleBook> books) {
        this.books = books;
    }

    static RuleReplica start(
            Supplier<org.apache.kafka.clients.consumer.Consumer<byte[], byte[]>> consumers,
            String topic,
            Duration retryInterval,
            Consumer<RuleBook> books) {
        RuleReplica rules = new RuleReplica(books);
        rules.replica = TopicReplica.start(consumers, topic, rules, retryInterval);
        return rules;
    }

    @Override
    public void begin() {
        table = new RuleTable();
        published = false;
    }

    @Override
    public void apply(ConsumerRecords<byte[], byte[]> records, boolean whole) {
        for (ConsumerRecord<byte[], byte[]> record : records) {
            String origin =
                    "%s-%d@%d".formatted(record.topic(), record.partition(), record.offset());
            if (!table.apply(origin, record.key(), record.value())) {
                rejected.incrementAndGet();
            }
        }
        if (whole && (!published || !records.isEmpty())) {
            published = true;
            books.accept(table.book());
        }
    }

    @Override
    public boolean awaitCaughtUp(Duration patience) throws InterruptedException {
        return replica.awaitCaughtUp(patience);
    }

    @Override
    public long rejected() {
        return rejected.get();
    }

    @Override
    public void close() {
        replica.close();
    }
}
