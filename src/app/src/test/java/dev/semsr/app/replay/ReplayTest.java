package dev.semsr.app.replay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.semsr.app.broker.BrokerSettings;
import dev.semsr.app.broker.EmbeddedBroker;
import dev.semsr.app.broker.Topics;
import dev.semsr.schemas.Click;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReplayTest {

    private static final Instant FIRST = Instant.parse("2026-03-01T10:00:00Z");

    @TempDir static Path folder;
    private static EmbeddedBroker broker;

    @BeforeAll
    static void startBroker() {
        broker = EmbeddedBroker.start(BrokerSettings.inFolder(folder));
    }

    @AfterAll
    static void stopBroker() {
        broker.close();
    }

    @Test
    void everyClickArrivesKeyedBySessionInTheSessionsOrder() {
        topic("ordered", 3);
        List<Click> clicks = IntStream.range(0, 300).mapToObj(ReplayTest::click).toList();

        ReplayReport report;
        try (var producer = producer("ordered")) {
            report =
                    new Replay(producer, Pace.unlimited(), EventTimes.asRecorded())
                            .run(clicks.iterator(), (click, due) -> {}, () -> true);
        }

        assertThat(report.acknowledged()).isEqualTo(300);
        assertThat(report.isComplete()).isTrue();
        assertThat(read("ordered", 3, "session-1"))
                .containsExactlyElementsOf(
                        clicks.stream()
                                .filter(click -> click.getSessionId().equals("session-1"))
                                .map(Click::getEventId)
                                .toList());
    }

    @Test
    void refusedClickIsCountedWithItsReason() {
        topic("small", 1, Map.of("max.message.bytes", "100"));

        ReplayReport report;
        try (var producer = producer("small")) {
            report =
                    new Replay(producer, Pace.unlimited(), EventTimes.asRecorded())
                            .run(List.of(click(0)).iterator(), (click, due) -> {}, () -> true);
        }

        assertThat(report.isComplete()).isFalse();
        assertThat(report.sent()).isEqualTo(1);
        assertThat(report.firstFailure()).hasMessageContaining("larger");
    }

    @Test
    void lateClicksAreSentAtOnceAndStillDueAtTheirTime() {
        topic("late", 1);
        List<Long> due = new ArrayList<>();
        List<Click> clicks = List.of(click(0), click(1), click(2));

        try (var producer = producer("late")) {
            new Replay(producer, Pace.rate(100), EventTimes.asRecorded())
                    .run(clicks.iterator(), (click, dueNanos) -> due.add(dueNanos), () -> true);
        }

        assertThat(due.get(2) - due.get(0)).isEqualTo(Duration.ofMillis(20).toNanos());
    }

    @Test
    void replayEndsEarlyWhenItIsTold() {
        topic("ended", 1);
        List<Click> clicks = IntStream.range(0, 300).mapToObj(ReplayTest::click).toList();
        List<String> sent = new ArrayList<>();

        try (var producer = producer("ended")) {
            new Replay(producer, Pace.unlimited(), EventTimes.asRecorded())
                    .run(
                            clicks.iterator(),
                            (click, due) -> sent.add(click.getEventId()),
                            () -> sent.size() < 10);
        }

        assertThat(sent).hasSize(10);
    }

    private static ClickProducer producer(String topic) {
        return new ClickProducer(topic, client(), ReplayTest::bytes);
    }

    private static void topic(String name, int partitions) {
        topic(name, partitions, Map.of());
    }

    private static void topic(String name, int partitions, Map<String, String> configs) {
        var topic =
                new org.apache.kafka.clients.admin.NewTopic(name, partitions, (short) 1)
                        .configs(configs);
        new Topics(List.of(topic)).create(client());
    }

    private static Map<String, Object> client() {
        return Map.of("bootstrap.servers", broker.bootstrapServers());
    }

    private static Click click(int number) {
        return Click.newBuilder()
                .setEventId("event-" + number)
                .setSessionId("session-" + number % 7)
                .setItemId("item-" + number % 11)
                .setEventTime(FIRST.plusSeconds(number))
                .build();
    }

    private static byte[] bytes(Click click) {
        try {
            ByteBuffer buffer = click.toByteBuffer();
            byte[] bytes = new byte[buffer.remaining()];
            buffer.get(bytes);
            return bytes;
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private static List<String> read(String topic, int partitions, String key) {
        try (var consumer =
                new KafkaConsumer<>(
                        client(), new StringDeserializer(), new ByteArrayDeserializer())) {
            var all =
                    IntStream.range(0, partitions)
                            .mapToObj(partition -> new TopicPartition(topic, partition))
                            .toList();
            consumer.assign(all);
            consumer.seekToBeginning(all);
            long left = consumer.endOffsets(all).values().stream().mapToLong(Long::longValue).sum();
            List<String> events = new ArrayList<>();
            while (left > 0) {
                for (var record : consumer.poll(Duration.ofSeconds(10))) {
                    left--;
                    if (record.key().equals(key)) {
                        events.add(eventId(record.value()));
                    }
                }
            }
            return events;
        }
    }

    private static String eventId(byte[] value) {
        try {
            return Click.fromByteBuffer(ByteBuffer.wrap(value)).getEventId();
        } catch (IOException notAClick) {
            throw new UncheckedIOException(notAClick);
        }
    }
}
