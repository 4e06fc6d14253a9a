package dev.semsr.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.semsr.app.broker.BrokerSettings;
import dev.semsr.app.broker.EmbeddedBroker;
import dev.semsr.app.broker.Topics;
import dev.semsr.lab.dataset.DatasetOrigin;
import dev.semsr.lab.dataset.DatasetWriter;
import dev.semsr.schemas.Click;
import dev.semsr.schemas.Item;
import dev.semsr.schemas.SingleObjectCodec;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReplayCommandTest {

    private static final Instant FIRST = Instant.parse("2014-03-01T10:00:00Z");

    @TempDir static Path folder;
    private static EmbeddedBroker broker;

    @BeforeAll
    static void startBroker() throws IOException {
        broker = EmbeddedBroker.start(BrokerSettings.inFolder(folder.resolve("broker")));
        writeDataset();
    }

    @AfterAll
    static void stopBroker() {
        broker.close();
    }

    @Test
    void clicksArriveMovedToNowWithTheirGaps() throws Exception {
        Topics.mainJob("moved", "r1", "d1", 1).create(client());

        Invocation replay = replay("moved", "--json", "--rate", "1000", "--id-suffix", "-again");

        assertThat(replay.exitCode()).as(replay.err()).isZero();
        assertThat(replay.out()).contains("\"sent\":3", "\"acknowledged\":3");
        List<Click> clicks = read("moved", 3);
        assertThat(clicks.get(0).getSessionId()).isEqualTo("s1-again");
        assertThat(clicks.get(2).getEventTime())
                .isBetween(Instant.now().minusSeconds(60), Instant.now());
        assertThat(Duration.between(clicks.get(0).getEventTime(), clicks.get(2).getEventTime()))
                .isEqualTo(Duration.ofMinutes(2));
    }

    @Test
    void clicksKeepTheirTimesWhenTheyShould() throws Exception {
        Topics.mainJob("kept", "r2", "d2", 1).create(client());

        assertThat(replay("kept", "--no-shift-to-now", "--limit", "2").exitCode()).isZero();

        assertThat(read("kept", 2).get(0).getEventTime()).isEqualTo(FIRST);
    }

    @Test
    void missingTopicIsNamedWithTheBrokerAndWhatToDo() {
        Invocation replay = replay("nowhere", "-P", "max.block.ms=500");

        assertThat(replay.exitCode()).isEqualTo(1);
        assertThat(replay.err())
                .contains("'nowhere'", broker.bootstrapServers(), "Check that the broker is up");
    }

    @Test
    void propertyThatNoClientCanBeMadeFromIsExplained() {
        Invocation replay = replay("kept", "-P", "security.protocol=NONSENSE");

        assertThat(replay.exitCode()).isEqualTo(1);
        assertThat(replay.err()).contains("NONSENSE", "--properties");
    }

    @Test
    void rateAndSpeedExcludeEachOther() {
        assertThat(replay("kept", "--rate", "1", "--speed", "1").exitCode()).isEqualTo(2);
    }

    private static Invocation replay(String topic, String... more) {
        List<String> arguments =
                new ArrayList<>(List.of("replay", folder.resolve("shop").toString()));
        arguments.addAll(List.of("--topic", topic, "-b", broker.bootstrapServers()));
        arguments.addAll(List.of(more));
        return Invocation.of(arguments.toArray(String[]::new));
    }

    private static void writeDataset() throws IOException {
        try (var writer = new DatasetWriter(folder.resolve("shop"))) {
            writer.add(Item.newBuilder().setItemId("i1").setTitle("Tea").build());
            for (int minute = 0; minute < 3; minute++) {
                writer.add(
                        Click.newBuilder()
                                .setEventId("e" + minute)
                                .setSessionId("s1")
                                .setItemId("i1")
                                .setEventTime(FIRST.plus(Duration.ofMinutes(minute)))
                                .build());
            }
            writer.commit(new DatasetOrigin("shop", "test", "test", FIRST, false));
        }
    }

    private static Map<String, Object> client() {
        return Map.of("bootstrap.servers", broker.bootstrapServers());
    }

    private static List<Click> read(String topic, int count) throws Exception {
        var codec = SingleObjectCodec.of(Click.class);
        List<Click> clicks = new ArrayList<>();
        try (var consumer =
                new KafkaConsumer<>(
                        client(), new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            var partition = new TopicPartition(topic, 0);
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            assertThat(consumer.endOffsets(List.of(partition)).get(partition)).isEqualTo(count);
            while (clicks.size() < count) {
                for (var record : consumer.poll(Duration.ofSeconds(10))) {
                    clicks.add(codec.decode(record.value()));
                }
            }
        }
        return clicks;
    }
}
