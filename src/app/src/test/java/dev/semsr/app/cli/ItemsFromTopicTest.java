package dev.semsr.app.cli;

import static dev.semsr.app.cli.ArchivedSessions.session;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.semsr.app.broker.BrokerSettings;
import dev.semsr.app.broker.EmbeddedBroker;
import dev.semsr.app.items.ItemProducer;
import dev.semsr.app.items.ItemsTopic;
import dev.semsr.app.items.PublishedCatalogue;
import dev.semsr.lab.csv.ProblemLog;
import dev.semsr.lab.dataset.DatasetFolder;
import dev.semsr.lab.dataset.RecordStream;
import dev.semsr.lab.progress.Progress;
import dev.semsr.schemas.Item;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;

/** An archive with the catalogue that the items topic has. */
class ItemsFromTopicTest {

    private static final Instant NOON = Instant.parse("2025-11-20T12:00:00Z");

    @TempDir static Path folder;
    private static EmbeddedBroker broker;

    @TempDir private Path home;
    private String topic;

    @BeforeAll
    static void startBroker() throws IOException {
        broker = EmbeddedBroker.start(BrokerSettings.inFolder(folder.resolve("broker")));
    }

    @AfterAll
    static void stopBroker() {
        broker.close();
    }

    @BeforeEach
    void writeASessionAndMakeATopicOfTheTestsOwn(TestInfo test) throws Exception {
        ArchivedSessions.write(
                home.resolve("archive"), "a", List.of(session("s", NOON, List.of("a", "b"))));
        topic = test.getTestMethod().orElseThrow().getName();
        try (Admin admin = Admin.create(client())) {
            NewTopic compacted =
                    new NewTopic(topic, 2, (short) 1).configs(Map.of("cleanup.policy", "compact"));
            admin.createTopics(List.of(compacted)).all().get();
        }
    }

    @Test
    void theNewestStateOfEachItemIsTheCatalogue() {
        try (ItemProducer producer = new ItemProducer(topic, client())) {
            producer.put(item("a", "Old anvil"));
            producer.put(item("gone", "Was taken off"));
            producer.put(item("new", "Never clicked"));
            producer.put(item("a", "Anvil"));
            producer.remove("gone");
            producer.flush();
        }

        Invocation imported = run();

        assertThat(imported.exitCode()).as(imported.err()).isZero();
        assertThat(items()).containsExactly("a Anvil", "new Never clicked", "b ");
    }

    @Test
    void recordsThatCannotBeReadAreNamedByPartitionAndOffsetAndPassedOver() throws Exception {
        try (ItemProducer producer = new ItemProducer(topic, client())) {
            producer.put(item("a", "Anvil"));
            producer.flush();
        }
        sendBytes(1, "a", new byte[] {1, 2, 3});
        sendBytes(1, "b", new byte[0]);

        JsonNode report = json(run("--json"));
        Invocation strict = run("--strict");

        assertThat(items()).contains("a Anvil");
        assertThat(report.at("/problems/UNREADABLE_RECORD").asInt()).isEqualTo(2);
        assertThat(report.at("/samples/0/file").asText()).isEqualTo(topic + "-1");
        assertThat(strict.exitCode()).isEqualTo(1);
        assertThat(strict.err()).contains(topic + "-1:", "unreadable record");
    }

    @Test
    void aLongHistoryLeavesTheItemsOfItsEndAndTellsHowFarItIs() {
        try (ItemProducer producer = new ItemProducer(topic, client())) {
            IntStream.range(0, 20_000)
                    .forEach(i -> producer.put(item("item-" + i % 50, "Version " + i / 50)));
            producer.flush();
        }
        List<Item> items = new ArrayList<>();
        List<Progress> progress = new ArrayList<>();

        long records =
                new PublishedCatalogue(new ItemsTopic(topic, client(), "--items-topic"))
                        .read(id -> true, items::add, new ProblemLog(false, 1), progress::add);

        assertThat(records).isEqualTo(20_000);
        assertThat(items).hasSize(50).extracting(Item::getTitle).containsOnly("Version 399");
        assertThat(progress.get(progress.size() - 1).text())
                .contains("Reading topic '" + topic + "': 20,000 of 20,000 offsets");
    }

    @Test
    void anEmptyTopicSaysSo() {
        Invocation empty = run();

        assertThat(empty.exitCode()).isEqualTo(1);
        assertThat(empty.err())
                .contains(
                        "'" + topic + "'", broker.bootstrapServers(), "It is empty", "items send");
        assertThat(home.resolve("datasets/archive")).doesNotExist();
    }

    @Test
    void aTopicThatHasNothingButTombstonesSaysSo() {
        try (ItemProducer producer = new ItemProducer(topic, client())) {
            producer.put(item("a", "Anvil"));
            producer.remove("a");
            producer.flush();
        }

        Invocation nothing = run();

        assertThat(nothing.exitCode()).isEqualTo(1);
        assertThat(nothing.err()).contains("has no items", "2 records");
        assertThat(home.resolve("datasets/archive")).doesNotExist();
    }

    @Test
    void aMissingTopicIsNamed() {
        topic = "nowhere";

        Invocation missing = run();

        assertThat(missing.exitCode()).isEqualTo(1);
        assertThat(missing.err())
                .contains("no topic 'nowhere'", broker.bootstrapServers(), "--items-topic");
    }

    @Test
    void aBrokerThatIsAwayIsNamed() {
        Invocation away = run("-b", "localhost:1", "-P", "default.api.timeout.ms=1500");

        assertThat(away.exitCode()).isEqualTo(1);
        assertThat(away.err())
                .contains("'" + topic + "' at localhost:1 cannot be read", "--bootstrap-servers");
    }

    @Test
    void aTopicBesideADataSetIsAWrongCommandLine() {
        Invocation both = run("--items=shop");

        assertThat(both.exitCode()).isEqualTo(2);
        assertThat(both.err()).contains("--items", "--items-topic", "mutually exclusive");
    }

    private Invocation run(String... more) {
        List<String> arguments =
                new ArrayList<>(List.of("--home=" + home, "--items-topic=" + topic));
        arguments.addAll(List.of(more));
        if (!arguments.contains("-b")) {
            arguments.addAll(List.of("-b", broker.bootstrapServers()));
        }
        return Invocation.ofCommand("import archive", arguments.toArray(String[]::new));
    }

    private List<String> items() {
        List<String> found = new ArrayList<>();
        DatasetFolder made = DatasetFolder.open(home.resolve("datasets/archive"));
        try (RecordStream<Item> items = made.items()) {
            items.forEachRemaining(item -> found.add(item.getItemId() + " " + item.getTitle()));
        }
        return found;
    }

    private void sendBytes(int partition, String key, byte[] value)
            throws ExecutionException, InterruptedException {
        try (var producer =
                new KafkaProducer<>(
                        client(), new ByteArraySerializer(), new ByteArraySerializer())) {
            Future<?> sent =
                    producer.send(
                            new ProducerRecord<>(
                                    topic, partition, key.getBytes(StandardCharsets.UTF_8), value));
            sent.get();
        }
    }

    private static Item item(String id, String title) {
        return Item.newBuilder().setItemId(id).setTitle(title).build();
    }

    private static Map<String, Object> client() {
        return Map.of("bootstrap.servers", broker.bootstrapServers());
    }

    private static JsonNode json(Invocation done) throws IOException {
        assertThat(done.exitCode()).as(done.err()).isZero();
        return new ObjectMapper().readTree(done.out());
    }
}
