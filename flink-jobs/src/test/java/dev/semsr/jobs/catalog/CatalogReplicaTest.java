package dev.semsr.jobs.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.semsr.jobs.kafka.TopicReplica;
import dev.semsr.jobs.testing.Await;
import dev.semsr.schemas.ItemVector;
import dev.semsr.schemas.SingleObjectCodec;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CatalogReplicaTest {

    private static final String TOPIC = "item-vectors";
    private static final Duration LONG = Duration.ofSeconds(30);
    private static final Duration RETRY = Duration.ofMillis(1);

    private final List<ConsumerRecord<byte[], byte[]>> topic = new ArrayList<>();
    private final List<MockConsumer<byte[], byte[]>> consumers = new CopyOnWriteArrayList<>();
    private final RecordingTarget target = new RecordingTarget();
    private TopicReplica replica;

    @AfterEach
    void close() {
        replica.close();
    }

    @Test
    void whatIsInTheTopicIsAppliedBeforeItHasCaughtUp() throws Exception {
        publish(item("a", 1f, true));
        publish(item("b", 2f, true));
        start();

        assertThat(replica.awaitCaughtUp(LONG)).isTrue();
        assertThat(target.items).containsOnlyKeys("a", "b");
    }

    @Test
    void anEmptyTopicIsCaughtUpAtOnce() throws Exception {
        start();

        assertThat(replica.awaitCaughtUp(LONG)).isTrue();
    }

    @Test
    void theLastStateOfAnItemCounts() throws Exception {
        publish(item("a", 1f, true));
        publish(item("a", 2f, true));
        publish(item("b", 1f, true));
        publish(item("b", 1f, false));
        tombstone("c");
        start();

        assertThat(replica.awaitCaughtUp(LONG)).isTrue();
        assertThat(target.items).containsOnlyKeys("a");
        assertThat(target.items.get("a").getVector()).containsExactly(2f);
        assertThat(target.retired).containsExactlyInAnyOrder("b", "c");
    }

    @Test
    void laterChangesAreAppliedToo() throws Exception {
        publish(item("a", 1f, true));
        start();
        assertThat(replica.awaitCaughtUp(LONG)).isTrue();

        ConsumerRecord<byte[], byte[]> later = record(1, "b", item("b", 2f, true));
        consumers.get(0).schedulePollTask(() -> consumers.get(0).addRecord(later));

        Await.until(() -> target.items.containsKey("b"));
    }

    @Test
    void aRecordThatCannotBeReadIsLeftOut() throws Exception {
        topic.add(new ConsumerRecord<>(TOPIC, 0, 0, bytes("x"), bytes("no item vector")));
        publish(item("a", 1f, true));
        start();

        assertThat(replica.awaitCaughtUp(LONG)).isTrue();
        assertThat(target.items).containsOnlyKeys("a");
    }

    @Test
    void afterAnErrorItGoesOnWhereItWas() throws Exception {
        publish(item("a", 1f, true));
        publish(item("a", 1f, false));
        start();
        assertThat(replica.awaitCaughtUp(LONG)).isTrue();
        target.upserts.clear();

        publish(item("b", 1f, true));
        consumers.get(0).setPollException(new KafkaException("the broker is away"));

        Await.until(() -> target.items.containsKey("b"));
        assertThat(consumers.get(0).closed()).isTrue();
        assertThat(target.upserts).containsExactly("b");
    }

    @Test
    void aTopicThatWasMadeAnewIsReadFromItsBeginning() throws Exception {
        publish(item("a", 1f, true));
        publish(item("b", 1f, true));
        start();
        assertThat(replica.awaitCaughtUp(LONG)).isTrue();

        topic.clear();
        publish(item("c", 1f, true));
        consumers.get(0).setPollException(new KafkaException("the broker is away"));

        Await.until(() -> target.items.containsKey("c"));
    }

    @Test
    void whatCouldNotBeAppliedIsReadAgain() throws Exception {
        publish(item("a", 1f, true));
        target.failures.set(2);
        start();

        assertThat(replica.awaitCaughtUp(LONG)).isTrue();
        assertThat(target.items).containsOnlyKeys("a");
        assertThat(consumers).hasSize(3);
    }

    @Test
    void closingClosesTheConsumer() throws Exception {
        start();
        assertThat(replica.awaitCaughtUp(LONG)).isTrue();
        replica.close();

        assertThat(consumers).allMatch(MockConsumer::closed);
    }

    private void start() {
        replica = CatalogReplica.start(this::consumer, TOPIC, target, RETRY);
    }

    private MockConsumer<byte[], byte[]> consumer() {
        TopicPartition partition = new TopicPartition(TOPIC, 0);
        MockConsumer<byte[], byte[]> consumer = new MockConsumer<>("earliest");
        Node[] nodes = {};
        consumer.updatePartitions(
                TOPIC, List.of(new PartitionInfo(TOPIC, 0, Node.noNode(), nodes, nodes)));
        consumer.updateBeginningOffsets(Map.of(partition, 0L));
        consumer.updateEndOffsets(Map.of(partition, (long) topic.size()));
        consumer.schedulePollTask(() -> topic.forEach(consumer::addRecord));
        consumers.add(consumer);
        return consumer;
    }

    private void publish(ItemVector item) {
        topic.add(record(topic.size(), item.getItemId(), item));
    }

    private void tombstone(String id) {
        topic.add(new ConsumerRecord<>(TOPIC, 0, topic.size(), bytes(id), null));
    }

    private static ConsumerRecord<byte[], byte[]> record(long offset, String key, ItemVector item) {
        return new ConsumerRecord<>(
                TOPIC, 0, offset, bytes(key), SingleObjectCodec.of(ItemVector.class).encode(item));
    }

    private static ItemVector item(String id, float value, boolean available) {
        return ItemVector.newBuilder()
                .setItemId(id)
                .setTextEncoder("e:t")
                .setTextHash("")
                .setVector(List.of(value))
                .setAvailable(available)
                .build();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static final class RecordingTarget implements CatalogTarget {
        private final Map<String, ItemVector> items = new ConcurrentHashMap<>();
        private final Set<String> retired = ConcurrentHashMap.newKeySet();
        private final List<String> upserts = new CopyOnWriteArrayList<>();
        private final AtomicInteger failures = new AtomicInteger();

        @Override
        public void upsert(List<ItemVector> changed) {
            if (failures.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
                throw new IllegalStateException("the device is away");
            }
            changed.forEach(item -> upserts.add(item.getItemId()));
            Map<String, ItemVector> byId = new HashMap<>();
            changed.forEach(item -> byId.put(item.getItemId(), item));
            items.putAll(byId);
            retired.removeAll(byId.keySet());
        }

        @Override
        public void retire(Collection<String> itemIds) {
            Set<String> gone = new HashSet<>(itemIds);
            retired.addAll(gone);
            items.keySet().removeAll(gone);
        }
    }
}
