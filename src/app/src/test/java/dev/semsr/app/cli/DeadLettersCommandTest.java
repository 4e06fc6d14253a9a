package dev.semsr.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.semsr.app.broker.BrokerSettings;
import dev.semsr.app.broker.EmbeddedBroker;
import dev.semsr.app.broker.Topics;
import dev.semsr.jobs.deadletter.DeadLetter;
import dev.semsr.jobs.deadletter.DeadLetterFactory;
import dev.semsr.jobs.deadletter.DeadLetterFactory.Stage;
import dev.semsr.jobs.kafka.DeadLetterSerializer;
import dev.semsr.jobs.record.RawRecord;
import dev.semsr.jobs.record.RecordHeader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;

class DeadLettersCommandTest {

    private static final DeadLetterFactory FACTORY = new DeadLetterFactory(1_000);
    private static final Exception FAILURE = new IllegalStateException("what is\nwrong");

    @TempDir static Path folder;
    private static EmbeddedBroker broker;

    private String clicks;
    private String letters;

    @BeforeAll
    static void startBroker() {
        broker = EmbeddedBroker.start(BrokerSettings.inFolder(folder.resolve("broker")));
    }

    @AfterAll
    static void stopBroker() {
        broker.close();
    }

    @BeforeEach
    void createTopics(TestInfo test) {
        String name = test.getTestMethod().orElseThrow().getName();
        clicks = name + "-clicks";
        letters = name + "-letters";
        Topics.mainJob(clicks, name + "-recommendations", letters, 1).create(client());
    }

    @Test
    void lettersAreListedWithTheirOriginAndReason() throws Exception {
        write(letter(7, Stage.DECODE, "abc"), letter(8, Stage.VALIDATE, "de"));

        Invocation list = run("list");

        assertThat(list.exitCode()).as(list.err()).isZero();
        assertThat(list.lines().get(0)).startsWith("LETTER").contains("ORIGIN", "MESSAGE");
        assertThat(list.lines().get(1))
                .startsWith("0@0")
                .contains(clicks + "-3@7", "decode", "IllegalStateException", " 3 ")
                .endsWith("what is wrong");
        assertThat(list.lines().get(2)).startsWith("0@1").contains(clicks + "-3@8", "validate");
        assertThat(list.err()).contains("2 dead letters on '" + letters + "'");
    }

    @Test
    void jsonHoldsEverythingAProgramNeeds() throws Exception {
        write(letter(7, Stage.DECODE, "abc"));

        JsonNode line = new ObjectMapper().readTree(run("list", "--json", "--bytes").out());

        assertThat(line.path("topic").asText()).isEqualTo(letters);
        assertThat(line.path("offset").asLong(-1)).isZero();
        assertThat(Instant.parse(line.path("time").asText()))
                .isBetween(Instant.now().minusSeconds(600), Instant.now().plusSeconds(1));
        assertThat(line.path("origin_topic").asText()).isEqualTo(clicks);
        assertThat(line.path("origin_partition").asInt()).isEqualTo(3);
        assertThat(line.path("origin_offset").asLong()).isEqualTo(7);
        assertThat(line.path("exception").asText()).isEqualTo("java.lang.IllegalStateException");
        assertThat(line.path("message").asText()).isEqualTo("what is\nwrong");
        assertThat(Base64.getDecoder().decode(line.path("key").asText())).isEqualTo(bytes("k7"));
        assertThat(Base64.getDecoder().decode(line.path("value").asText())).isEqualTo(bytes("abc"));
    }

    @Test
    void moreLettersThanTheLimitAreCountedButNotShown() throws Exception {
        write(letter(1, Stage.DECODE, "a"), letter(2, Stage.DECODE, "b"));

        Invocation list = run("list", "--limit", "1");

        assertThat(list.lines()).hasSize(2);
        assertThat(list.err()).contains("2 dead letters", "1 shown");
    }

    @Test
    void recordsThatAreNoLettersAreListedToo() throws Exception {
        write(new DeadLetter(null, null, List.of(new RecordHeader("odd", null))));

        Invocation list = run("list");

        assertThat(list.exitCode()).isZero();
        assertThat(list.lines().get(1)).startsWith("0@0").contains("?");
    }

    @Test
    void chosenLettersGoBackAsTheyWere() throws Exception {
        write(
                letter(1, Stage.VALIDATE, "left"),
                letter(2, Stage.DECODE, "one"),
                letter(3, Stage.DECODE, null));

        Invocation replay = run("replay", "--stage", "decode");

        assertThat(replay.exitCode()).as(replay.err()).isZero();
        assertThat(replay.out()).contains("2 letters put back on '" + clicks + "'");
        List<ConsumerRecord<byte[], byte[]>> records = read(clicks);
        assertThat(records).hasSize(2);
        assertThat(records.get(0).key()).isEqualTo(bytes("k2"));
        assertThat(records.get(0).value()).isEqualTo(bytes("one"));
        assertThat(headers(records.get(0)))
                .containsExactly("trace=t2", "semsr.replayed-from=" + letters + "-0@1");
        assertThat(records.get(1).value()).isNull();
        assertThat(read(letters)).as("letters stay").hasSize(3);
    }

    @Test
    void aLetterThatComesBackSaysWhereItWasBefore() throws Exception {
        write(letter(1, Stage.DECODE, "poison"));
        run("replay", "--all");
        ConsumerRecord<byte[], byte[]> again = read(clicks).get(0);
        write(FACTORY.of(raw(again), Stage.DECODE, FAILURE));
        run("replay", "--at", "0@1");

        assertThat(headers(read(clicks).get(1)))
                .containsExactly(
                        "trace=t1",
                        "semsr.replayed-from=" + letters + "-0@0",
                        "semsr.replayed-from=" + letters + "-0@1");
        assertThat(run("list", "--json").lines().get(1))
                .contains("\"replayed_from\":[\"" + letters + "-0@0\"]");
    }

    @Test
    void aDryRunSendsNothing() throws Exception {
        write(letter(1, Stage.DECODE, "a"), letter(2, Stage.DECODE, "b"));

        Invocation replay = run("replay", "--all", "--dry-run");

        assertThat(replay.out()).contains("2 letters would be put back on '" + clicks + "'");
        assertThat(read(clicks)).isEmpty();
    }

    @Test
    void cutLettersAreRefusedBeforeAnythingIsSent() throws Exception {
        write(letter(1, Stage.DECODE, "a"), letter(2, Stage.DECODE, "x".repeat(5_000)));

        Invocation refused = run("replay", "--all");

        assertThat(refused.exitCode()).isEqualTo(1);
        assertThat(refused.err())
                .contains("1 of 2 letters were cut", letters + "-0@1", "--whole", "--force");
        assertThat(read(clicks)).isEmpty();
        assertThat(run("replay", "--whole").out()).contains("1 letters put back");
        assertThat(run("replay", "--all", "--force").exitCode()).isZero();
        assertThat(read(clicks)).hasSize(3);
        assertThat(read(clicks).get(2).value().length).isLessThan(1_001);
    }

    @Test
    void lettersCanGoToAnotherTopicAndMustIfTheyDoNotSayWhereFrom() throws Exception {
        write(new DeadLetter(bytes("k"), bytes("v"), List.of()));

        Invocation refused = run("replay", "--all");
        Invocation sent = run("replay", "--all", "--to", clicks, "--json");

        assertThat(refused.exitCode()).isEqualTo(1);
        assertThat(refused.err()).contains("do not say which topic", letters + "-0@0", "--to");
        assertThat(sent.out()).contains("\"chosen\":1", "\"acknowledged\":1", clicks);
        assertThat(read(clicks)).hasSize(1);
    }

    @Test
    void aReplayOfEverythingMustBeAskedFor() {
        Invocation mistake = run("replay");

        assertThat(mistake.exitCode()).isEqualTo(2);
        assertThat(mistake.err()).contains("--all");
    }

    @Test
    void filtersNarrowTogether() throws Exception {
        write(letter(1, Stage.DECODE, "a"), letter(2, Stage.VALIDATE, "b"));

        assertThat(run("list", "--exception", "illegalstate", "--stage", "validate").err())
                .contains("1 dead letters");
        assertThat(run("list", "--message", "IS\nWRONG").err()).contains("2 dead letters");
        assertThat(run("list", "--origin", "elsewhere").err()).contains("0 dead letters");
        assertThat(run("list", "--from", "1h").err()).contains("2 dead letters");
        assertThat(run("list", "--from", "2100-01-01T00:00:00Z").err()).contains("0 dead letters");
        assertThat(run("list", "--until", "1h").err()).contains("0 dead letters");
        assertThat(run("replay", "--from", "1h", "--limit", "1", "--dry-run").out())
                .contains("1 letters");
    }

    @Test
    void aLetterThatTheBrokerDoesNotTakeIsToldWithTheCount() throws Exception {
        write(letter(1, Stage.DECODE, "a"));

        Invocation failed = run("replay", "--all", "--to", "nowhere", "-P", "max.block.ms=500");

        assertThat(failed.exitCode()).isEqualTo(1);
        assertThat(failed.err()).contains("Only 0 of 1 letters were put back", "nowhere");
    }

    @Test
    void wrongArgumentsAreExplained() {
        assertThat(run("list", "--at", "17").err()).contains("PARTITION@OFFSET");
        assertThat(run("list", "--from", "soon").err()).contains("'soon'", "90min");
        Invocation missing =
                Invocation.of(
                        "dead-letters", "list", "-b", broker.bootstrapServers(), "--topic", "none");
        assertThat(missing.exitCode()).isEqualTo(1);
        assertThat(missing.err()).contains("no topic 'none'", "--topic");
    }

    private Invocation run(String command, String... more) {
        List<String> arguments = new ArrayList<>(List.of("dead-letters", command));
        arguments.addAll(List.of("--topic", letters, "-b", broker.bootstrapServers()));
        arguments.addAll(List.of(more));
        return Invocation.of(arguments.toArray(String[]::new));
    }

    private DeadLetter letter(long offset, Stage stage, String value) {
        RawRecord record =
                new RawRecord(
                        clicks,
                        3,
                        offset,
                        bytes("k" + offset),
                        value == null ? null : bytes(value),
                        List.of(RecordHeader.of("trace", "t" + offset)));
        return FACTORY.of(record, stage, FAILURE);
    }

    private static RawRecord raw(ConsumerRecord<byte[], byte[]> record) {
        List<RecordHeader> headers = new ArrayList<>();
        record.headers()
                .forEach(header -> headers.add(new RecordHeader(header.key(), header.value())));
        return new RawRecord(
                record.topic(),
                record.partition(),
                record.offset(),
                record.key(),
                record.value(),
                headers);
    }

    private void write(DeadLetter... all) throws Exception {
        var serializer = new DeadLetterSerializer(letters);
        try (var producer =
                new KafkaProducer<>(
                        client(), new ByteArraySerializer(), new ByteArraySerializer())) {
            for (DeadLetter letter : all) {
                ProducerRecord<byte[], byte[]> record = serializer.serialize(letter, null, null);
                producer.send(record).get(30, TimeUnit.SECONDS);
            }
        }
    }

    private static List<ConsumerRecord<byte[], byte[]>> read(String topic) {
        List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
        try (var consumer =
                new KafkaConsumer<>(
                        client(), new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            var partition = new TopicPartition(topic, 0);
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            long end = consumer.endOffsets(List.of(partition)).get(partition);
            while (consumer.position(partition) < end) {
                consumer.poll(Duration.ofSeconds(1)).forEach(records::add);
            }
        }
        return records;
    }

    private static List<String> headers(ConsumerRecord<byte[], byte[]> record) {
        List<String> headers = new ArrayList<>();
        for (Header header : record.headers()) {
            headers.add(header.key() + "=" + new String(header.value(), StandardCharsets.UTF_8));
        }
        return headers;
    }

    private static Map<String, Object> client() {
        return Map.of("bootstrap.servers", broker.bootstrapServers());
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
