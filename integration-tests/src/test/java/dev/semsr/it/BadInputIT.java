package dev.semsr.it;

import static dev.semsr.it.stack.ClickSender.bytes;
import static dev.semsr.it.stack.ClickSender.click;
import static org.assertj.core.api.Assertions.assertThat;

import dev.semsr.app.broker.EmbeddedBroker;
import dev.semsr.app.demo.TrainedShop;
import dev.semsr.it.stack.Answers;
import dev.semsr.it.stack.ClickSender;
import dev.semsr.it.stack.JobTopics;
import dev.semsr.it.stack.JobUnderTest;
import dev.semsr.it.stack.SharedBroker;
import dev.semsr.it.stack.SharedShop;
import dev.semsr.jobs.deadletter.DeadLetterHeaders;
import dev.semsr.jobs.testing.BadInput;
import dev.semsr.schemas.Click;
import dev.semsr.schemas.Recommendation;
import dev.semsr.schemas.Source;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecordBuilder;
import org.apache.avro.message.BinaryMessageEncoder;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * One job for all tests of this class: whatever is bad in one test must not keep it from answering
 * the next. Before and after each test a good click is sent and must be answered by the model.
 */
@ExtendWith({SharedBroker.class, SharedShop.class})
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BadInputIT {

    private static final Duration LIMIT = Duration.ofSeconds(60);

    private JobTopics topics;
    private JobUnderTest job;
    private Answers answers;
    private ClickSender sender;
    private List<String> items;
    private String test;
    private int lettersBefore;

    @BeforeAll
    void startJob(EmbeddedBroker broker, TrainedShop shop) throws Exception {
        items = shop.knownItems();
        topics = JobTopics.create(broker.bootstrapServers(), 2);
        answers = new Answers(broker.bootstrapServers(), topics);
        sender = new ClickSender(broker.bootstrapServers(), topics.clicks());
        job =
                JobUnderTest.start(
                        broker.bootstrapServers(),
                        topics,
                        Map.of(
                                "dead-letters.max-size", "4mb",
                                "kafka.producer.max.request.size", "5242880"));
    }

    @AfterAll
    void stopJob() throws Exception {
        sender.close();
        answers.close();
        job.close();
    }

    @BeforeEach
    void goodClickIsAnsweredBefore(TestInfo info) {
        test = info.getTestMethod().orElseThrow().getName();
        goodClickIsAnswered("before-" + test);
        lettersBefore = answers.deadLetters().size();
    }

    @AfterEach
    void goodClickIsAnsweredAfter() {
        goodClickIsAnswered("after-" + test);
        assertThat(job.restarts()).as("restarts of the job").isZero();
    }

    private void goodClickIsAnswered(String name) {
        for (int session = 0; session < 4; session++) { // some for each partition
            sender.send(click(name + session, name + session, items.get(session)).build());
        }
        for (int session = 0; session < 4; session++) {
            Recommendation answer = answers.await(name + session, LIMIT);
            assertThat(answer.getItems()).hasSize(20);
            assertThat(answer.getItems().get(0).getSource()).isEqualTo(Source.MODEL);
        }
    }

    @Test
    void bytesThatAreNotAvroBecomeADeadLetter() {
        byte[] bytes = "not a click at all".getBytes(StandardCharsets.UTF_8);
        sender.send("s", bytes);

        assertDeadLetter(bytes, "decode", "UndecodableRecordException", "single-object encoding");
    }

    @Test
    void writerSchemaThatCannotBeResolvedIsNamed() throws Exception {
        var foreign =
                SchemaBuilder.record("Click")
                        .namespace("dev.semsr.schemas")
                        .fields()
                        .requiredString("whatever")
                        .endRecord();
        var record = new GenericRecordBuilder(foreign).set("whatever", "x").build();
        var buffer =
                new BinaryMessageEncoder<GenericData.Record>(GenericData.get(), foreign)
                        .encode(record);
        byte[] bytes = new byte[buffer.remaining()];
        buffer.get(bytes);
        sender.send("s", bytes);

        assertDeadLetter(bytes, "decode", "UndecodableRecordException", "unknown fingerprint");
    }

    /** Beside the value, keys and headers are odd: none, empty, no UTF-8, or large. */
    @Test
    void everyOneOfSixHundredBadRecordsIsAnsweredOrADeadLetterOnce() throws Exception {
        List<String> answered = new ArrayList<>();
        List<String> dead = new ArrayList<>();
        for (byte[] value : BadInput.values().values()) {
            int number = answered.size() + dead.size();
            RecordMetadata place = sender.send(key(number), value, headers(number)).get();
            BadInput.accepted(value)
                    .ifPresentOrElse(
                            click -> answered.add(click.getEventId()),
                            () -> dead.add(place.partition() + "@" + place.offset()));
        }
        assertThat(answered).hasSizeGreaterThan(40);
        assertThat(dead).hasSizeGreaterThan(500);

        answers.awaitAll(answered, LIMIT);
        var letters = answers.awaitDeadLetters(lettersBefore + dead.size(), LIMIT);

        goodClickIsAnswered("behind-" + test); // so that a repeat had the time to come
        assertThat(answered)
                .allSatisfy(event -> assertThat(answers.timesAnswered(event)).isEqualTo(1));
        assertThat(letters.subList(lettersBefore, letters.size()))
                .extracting(BadInputIT::origin)
                .containsExactlyInAnyOrderElementsOf(dead);
    }

    private static byte[] key(int number) {
        return switch (number % 4) {
            case 0 -> null;
            case 1 -> new byte[] {(byte) 0xC3, (byte) 0x28};
            case 2 -> new byte[0];
            default -> ("s" + number).getBytes(StandardCharsets.UTF_8);
        };
    }

    private static Headers headers(int number) {
        Headers headers = new RecordHeaders();
        if (number % 5 == 1) {
            headers.add("", null).add("trace", new byte[] {(byte) 0xFF});
        } else if (number % 5 == 2) {
            headers.add("x".repeat(10_000), new byte[10_000]);
        }
        return headers;
    }

    private static String origin(ConsumerRecord<byte[], byte[]> letter) {
        return Answers.header(letter, DeadLetterHeaders.PARTITION)
                + "@"
                + Answers.header(letter, DeadLetterHeaders.OFFSET);
    }

    @Test
    void recordWithoutValueBecomesADeadLetter() {
        sender.send("s", null);

        assertDeadLetter(null, "decode", "EmptyRecordException", "no value");
    }

    @Test
    void emptySessionIdBecomesADeadLetter() {
        byte[] bytes = bytes(click("", "e-" + test, items.get(0)).build());
        sender.send("", bytes);

        assertDeadLetter(bytes, "validate", "InvalidClickException", "session_id");
    }

    @Test
    void emptyItemIdBecomesADeadLetter() {
        byte[] bytes = bytes(click("s-" + test, "e-" + test, " ").build());
        sender.send("s-" + test, bytes);

        assertDeadLetter(bytes, "validate", "InvalidClickException", "item_id");
    }

    @Test
    void missingFieldBecomesADeadLetter() throws Exception {
        byte[] whole = bytes(click("s-" + test, "e-" + test, items.get(0)).build());
        byte[] bytes = java.util.Arrays.copyOf(whole, whole.length / 2);
        sender.send("s-" + test, bytes);

        assertDeadLetter(bytes, "decode", "UndecodableRecordException", "");
    }

    @Test
    void timeStampOf1970BecomesADeadLetter() {
        byte[] bytes =
                bytes(
                        click("s-" + test, "e-" + test, items.get(0))
                                .setEventTime(Instant.ofEpochMilli(1_000))
                                .build());
        sender.send("s-" + test, bytes);

        assertDeadLetter(bytes, "validate", "InvalidClickException", "1970-01-01T00:00:01Z");
    }

    @Test
    void timeStampOf2099BecomesADeadLetter() {
        byte[] bytes =
                bytes(
                        click("s-" + test, "e-" + test, items.get(0))
                                .setEventTime(Instant.parse("2099-01-01T00:00:00Z"))
                                .build());
        sender.send("s-" + test, bytes);

        assertDeadLetter(bytes, "validate", "InvalidClickException", "2099-01-01T00:00:00Z");
    }

    @Test
    void recordOfTwoMegabytesBecomesADeadLetterAsAWhole() {
        byte[] bytes = new byte[2 * 1024 * 1024];
        java.util.Arrays.fill(bytes, (byte) 7);
        sender.send("s-" + test, bytes);

        assertDeadLetter(bytes, "decode", "UndecodableRecordException", "2097152 bytes");
    }

    @Test
    void clickWithTwoMegabytesOfContextIsAnswered() {
        String page = "x".repeat(2 * 1024 * 1024);
        sender.send(
                click("s-" + test, "e-" + test, items.get(0))
                        .setContext(Map.of("page", page))
                        .build());

        assertThat(answers.await("e-" + test, LIMIT).getItems()).hasSize(20);
    }

    @Test
    void unknownItemIsAnsweredByPopularItemsThatSaySo() {
        sender.send(click("s-" + test, "e-" + test, "nobody-knows-this").build());

        Recommendation answer = answers.await("e-" + test, LIMIT);
        assertThat(answer.getItems()).hasSize(20);
        assertThat(answer.getItems())
                .allSatisfy(
                        item -> {
                            assertThat(item.getSource()).isEqualTo(Source.POPULAR);
                            assertThat(item.getReason()).isEqualTo("unknown items");
                        });
    }

    @Test
    void sameEventTwiceIsAnsweredOnceAndChangesNothing() {
        Click twice = click("s-" + test, "e1-" + test, items.get(0)).build();
        sender.send(twice);
        sender.send(twice);
        sender.send(click("s-" + test, "e2-" + test, items.get(1)).build());

        assertThat(answers.await("e2-" + test, LIMIT).getSequence()).isEqualTo(2);
        assertThat(answers.of("e1-" + test).getSequence()).isEqualTo(1);
        assertThat(answers.timesAnswered("e1-" + test)).isEqualTo(1);
    }

    @Test
    void clicksOutOfOrderGiveTheListOfTheRightOrder() {
        Instant now = Instant.now();
        for (int place : List.of(2, 0, 1)) {
            send("late", place, now);
        }
        for (int place : List.of(0, 1, 2)) {
            send("ordered", place, now);
        }

        assertThat(Answers.items(answers.await("late-1-" + test, LIMIT)))
                .isEqualTo(Answers.items(answers.await("ordered-2-" + test, LIMIT)));
    }

    private void send(String session, int place, Instant now) {
        sender.send(
                click(session + test, session + "-" + place + "-" + test, items.get(place))
                        .setEventTime(now.minusSeconds(60 - place))
                        .build());
    }

    @Test
    void tenThousandClicksInOneSessionAreAllAnsweredAndStarveNobody() {
        Instant begin = Instant.now().minusSeconds(60);
        List<String> flood = new ArrayList<>();
        List<String> others = new ArrayList<>();
        for (int number = 0; number < 10_000; number++) {
            String event = test + number;
            flood.add(event);
            sender.send(
                    click("s-" + test, event, items.get(number % items.size()))
                            .setEventTime(begin.plusMillis(number))
                            .build());
            if (number % 1_000 == 500) {
                others.add("other-" + event);
                sender.send(click("other-" + event, "other-" + event, items.get(0)).build());
            }
        }

        answers.awaitAll(flood, Duration.ofSeconds(120));
        answers.awaitAll(others, LIMIT);
        assertThat(answers.of(test + "9999").getSequence()).isEqualTo(10_000);
        assertThat(answers.arrived().stream().filter(event -> event.startsWith(test)).toList())
                .as("answers in the order of the clicks")
                .isEqualTo(flood);
    }

    private void assertDeadLetter(byte[] bytes, String stage, String exception, String message) {
        ConsumerRecord<byte[], byte[]> letter =
                answers.awaitDeadLetters(lettersBefore + 1, LIMIT).get(lettersBefore);
        assertThat(letter.value()).isEqualTo(bytes);
        assertThat(Answers.header(letter, DeadLetterHeaders.TOPIC)).isEqualTo(topics.clicks());
        assertThat(Answers.header(letter, DeadLetterHeaders.PARTITION)).isIn("0", "1");
        assertThat(Answers.header(letter, DeadLetterHeaders.OFFSET)).matches("\\d+");
        assertThat(Answers.header(letter, DeadLetterHeaders.STAGE)).isEqualTo(stage);
        assertThat(Answers.header(letter, DeadLetterHeaders.EXCEPTION_CLASS)).endsWith(exception);
        assertThat(Answers.header(letter, DeadLetterHeaders.EXCEPTION_MESSAGE)).contains(message);
    }
}
