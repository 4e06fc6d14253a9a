package dev.semsr.jobs.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import dev.semsr.core.rules.RuleBook;
import dev.semsr.jobs.testing.Await;
import dev.semsr.jobs.testing.TestRules;
import dev.semsr.schemas.Rule;
import dev.semsr.schemas.SelectorKind;
import dev.semsr.schemas.SingleObjectCodec;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RuleReplicaTest {

    private static final String TOPIC = "rules";
    private static final Duration LONG = Duration.ofSeconds(30);
    private static final SingleObjectCodec<Rule> CODEC = SingleObjectCodec.of(Rule.class);

    private final List<ConsumerRecord<byte[], byte[]>> topic = new CopyOnWriteArrayList<>();
    private final List<MockConsumer<byte[], byte[]>> consumers = new CopyOnWriteArrayList<>();
    private final List<RuleBook> books = new CopyOnWriteArrayList<>();
    private RuleReplica replica;

    @AfterEach
    void close() {
        replica.close();
        assertThat(consumers).allMatch(MockConsumer::closed);
    }

    @Test
    void theRulesAreKnownWholeBeforeItHasCaughtUp() throws Exception {
        add(rule("r1", "a"));
        add(rule("r2", "b"));
        remove("r1");
        add(rule("r3", "c"));
        start();

        assertThat(replica.awaitCaughtUp(LONG)).isTrue();
        assertThat(books.get(0).rules()).extracting(Rule::getRuleId).containsExactly("r2", "r3");
    }

    @Test
    void anEmptyTopicIsCaughtUpAtOnce() throws Exception {
        start();

        assertThat(replica.awaitCaughtUp(LONG)).isTrue();
        assertThat(books.get(0).rules()).isEmpty();
    }

    @Test
    void laterRulesCountAtOnce() throws Exception {
        start();
        assertThat(replica.awaitCaughtUp(LONG)).isTrue();

        ConsumerRecord<byte[], byte[]> later = record(0, "late", CODEC.encode(rule("late", "a")));
        consumers.get(0).schedulePollTask(() -> consumers.get(0).addRecord(later));

        Await.until(() -> ids().equals(List.of("late")));
    }

    @Test
    void aRuleThatCannotBeFollowedIsCountedAndReplacesAnOlderOne() throws Exception {
        add(rule("r1", "a"));
        add(rule("r2", "b"));
        topic.add(record(topic.size(), "r1", bytes("no rule")));
        Rule empty = rule("r2", "");
        add(empty);
        add(rule("r3", "c"));
        start();

        assertThat(replica.awaitCaughtUp(LONG)).isTrue();
        assertThat(ids()).containsExactly("r3");
        assertThat(replica.rejected()).isEqualTo(2);
    }

    @Test
    void rulesStayWhileTheTopicIsReadAgainAndRemovedOnesGo() throws Exception {
        add(rule("stays", "a"));
        add(rule("goes", "b"));
        start();
        assertThat(replica.awaitCaughtUp(LONG)).isTrue();

        topic.remove(1); // removed, and its tombstone compacted away
        consumers.get(0).setPollException(new KafkaException("the broker is away"));

        Await.until(() -> ids().equals(List.of("stays")));
        assertThat(books).noneMatch(book -> book.rules().isEmpty());
        assertThat(consumers).hasSizeGreaterThan(1);
    }

    private List<String> ids() {
        return books.get(books.size() - 1).rules().stream().map(Rule::getRuleId).toList();
    }

    private void start() {
        replica = RuleReplica.start(this::consumer, TOPIC, Duration.ofMillis(1), books::add);
    }

    private MockConsumer<byte[], byte[]> consumer() {
        TopicPartition partition = new TopicPartition(TOPIC, 0);
        MockConsumer<byte[], byte[]> consumer = new MockConsumer<>("earliest");
        Node[] nodes = {};
        consumer.updatePartitions(
                TOPIC, List.of(new PartitionInfo(TOPIC, 0, Node.noNode(), nodes, nodes)));
        consumer.updateBeginningOffsets(Map.of(partition, 0L));
        consumer.updateEndOffsets(Map.of(partition, (long) topic.size()));
        List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>(topic);
        consumer.schedulePollTask(() -> records.forEach(consumer::addRecord));
        consumers.add(consumer);
        return consumer;
    }

    private void add(Rule rule) {
        topic.add(record(topic.size(), rule.getRuleId(), CODEC.encode(rule)));
    }

    private void remove(String id) {
        topic.add(record(topic.size(), id, null));
    }

    private static Rule rule(String id, String item) {
        return TestRules.hide(id, SelectorKind.ITEM, item);
    }

    private static ConsumerRecord<byte[], byte[]> record(long offset, String key, byte[] value) {
        return new ConsumerRecord<>(TOPIC, 0, offset, bytes(key), value);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
