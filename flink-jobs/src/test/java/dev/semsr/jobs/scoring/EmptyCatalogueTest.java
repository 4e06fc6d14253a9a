package dev.semsr.jobs.scoring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.semsr.core.scoring.ScoredItem;
import dev.semsr.jobs.catalog.CatalogReplica;
import dev.semsr.jobs.kafka.TopicReplica;
import dev.semsr.jobs.testing.Await;
import dev.semsr.jobs.testing.StoredModels;
import dev.semsr.model.device.DeviceScorer;
import dev.semsr.schemas.ItemVector;
import dev.semsr.schemas.SingleObjectCodec;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real model beside a topic of item vectors that is empty, or that empties. */
class EmptyCatalogueTest {

    private static final String TOPIC = "item-vectors";
    private static final TopicPartition PARTITION = new TopicPartition(TOPIC, 0);
    private static final List<String> TRAINED =
            IntStream.range(0, 50).mapToObj(i -> "item-" + i).toList();

    private final MockConsumer<byte[], byte[]> consumer = new MockConsumer<>("earliest");
    private DeviceScorer scorer;
    private TopicReplica replica;
    private long offset;

    @BeforeEach
    void start(@TempDir Path store) throws InterruptedException {
        StoredModels.writeWithText(store, "shop", "1");
        scorer = new StoredModelSource(store.toString(), "shop", "1").loadScorer();
        Node[] nodes = {};
        consumer.updatePartitions(
                TOPIC, List.of(new PartitionInfo(TOPIC, 0, Node.noNode(), nodes, nodes)));
        consumer.updateBeginningOffsets(Map.of(PARTITION, 0L));
        consumer.updateEndOffsets(Map.of(PARTITION, 0L));
        replica =
                CatalogReplica.start(
                        () -> consumer, TOPIC, new DeviceCatalog(scorer), Duration.ofMillis(1));
        assertThat(replica.awaitCaughtUp(Duration.ofSeconds(30))).isTrue();
    }

    @AfterEach
    void close() {
        replica.close();
        scorer.close();
    }

    @Test
    void anEmptyTopicLeavesTheModelItsItems() {
        assertThat(recommended()).containsExactlyInAnyOrderElementsOf(TRAINED);
    }

    @Test
    void withoutAnyItemTheModelListsNothingUntilThereIsOneAgain() {
        TRAINED.forEach(id -> publish(id, null));
        Await.until(() -> scorer.items().isEmpty());
        assertThat(recommended()).isEmpty();

        publish("new", vector("new"));
        Await.until(() -> scorer.items().contains("new"));
        assertThat(recommended()).containsExactly("new");
    }

    /** Records are added by the thread that reads, as this consumer wants it. */
    private void publish(String id, byte[] value) {
        byte[] key = id.getBytes(StandardCharsets.UTF_8);
        var record = new ConsumerRecord<>(TOPIC, 0, offset++, key, value);
        consumer.schedulePollTask(() -> consumer.addRecord(record));
    }

    private static byte[] vector(String id) {
        return SingleObjectCodec.of(ItemVector.class)
                .encode(
                        ItemVector.newBuilder()
                                .setItemId(id)
                                .setTextEncoder(StoredModels.TEXT_ENCODER)
                                .setTextHash("")
                                .setVector(Collections.nCopies(StoredModels.TEXT_WIDTH, 0.3f))
                                .build());
    }

    private List<String> recommended() {
        return scorer.recommend(List.of(List.of("item-1")), 1_000).get(0).stream()
                .map(ScoredItem::itemId)
                .toList();
    }
}
