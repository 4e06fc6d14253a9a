package dev.semsr.it;

import static dev.semsr.it.stack.ClickSender.click;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.semsr.app.broker.EmbeddedBroker;
import dev.semsr.it.stack.Answers;
import dev.semsr.it.stack.ClickSender;
import dev.semsr.it.stack.JobTopics;
import dev.semsr.it.stack.JobUnderTest;
import dev.semsr.it.stack.SharedBroker;
import dev.semsr.jobs.config.InvalidOptionException;
import dev.semsr.jobs.recommend.RecommendJob;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What a reader of committed transactions sees of a job that is killed. */
@ExtendWith(SharedBroker.class)
class ExactlyOnceIT {

    private static final Duration LIMIT = Duration.ofMinutes(3);
    private static final int CLICKS = 20;

    @TempDir private Path folder;
    private final Map<String, String> options = new HashMap<>();

    /** No model is needed: a list without items is an answer too. */
    @BeforeEach
    void setOptions() {
        options.put("model.store", folder.resolve("models").toString());
        options.put("model.name", "none");
        options.put("model.allow-missing", "true");
        options.put("delivery.guarantee", "EXACTLY_ONCE");
    }

    @Test
    void answersThatAreGivenAgainAfterARestoreAreSeenOnce(EmbeddedBroker broker) throws Exception {
        JobTopics topics = JobTopics.create(broker.bootstrapServers(), 2);
        options.put("delivery.transactional-id-prefix", topics.recommendations());
        List<String> events = new ArrayList<>();
        try (var committed = new Answers(broker.bootstrapServers(), topics);
                var written = new WrittenAnswers(broker, topics);
                var sender = new ClickSender(broker.bootstrapServers(), topics.clicks())) {
            String savepoint;
            options.put("execution.checkpointing.interval", "1 h");
            try (var killed = JobUnderTest.start(broker.bootstrapServers(), topics, options)) {
                events.addAll(send("kept", sender));
                written.await(CLICKS);
                savepoint = savepoint(killed);
                events.addAll(send("repeated", sender));
                written.await(2 * CLICKS);
            }

            options.put("execution.checkpointing.interval", "500 ms");
            options.put("execution.state-recovery.path", savepoint);
            try (var restored = JobUnderTest.start(broker.bootstrapServers(), topics, options)) {
                events.addAll(send("later", sender));
                written.await(4 * CLICKS); // those after the savepoint once more
                committed.awaitAll(events, LIMIT);

                assertThat(committed.arrived()).containsExactlyInAnyOrderElementsOf(events);
            }
        }
    }

    /** The second start knows nothing of what the first one committed. */
    @Test
    void aSavepointThatIsRestoredTwiceRepeatsAnswersUnderTheirIds(EmbeddedBroker broker)
            throws Exception {
        JobTopics topics = JobTopics.create(broker.bootstrapServers(), 2);
        options.put("delivery.transactional-id-prefix", topics.recommendations());
        options.put("execution.checkpointing.interval", "500 ms");
        try (var committed = new Answers(broker.bootstrapServers(), topics);
                var sender = new ClickSender(broker.bootstrapServers(), topics.clicks())) {
            List<String> kept = send("kept", sender);
            try (var first = JobUnderTest.start(broker.bootstrapServers(), topics, options)) {
                committed.awaitAll(kept, LIMIT);
                options.put("execution.state-recovery.path", savepoint(first));
            }

            List<String> repeated = send("repeated", sender);
            answeredBy(broker, topics, committed, repeated);
            List<String> ids = recommendationIds(committed, repeated);
            List<String> newer = send("newer", sender);
            answeredBy(broker, topics, committed, newer);

            assertThat(kept).allMatch(event -> committed.timesAnswered(event) == 1);
            assertThat(repeated).allMatch(event -> committed.timesAnswered(event) == 2);
            assertThat(newer).allMatch(event -> committed.timesAnswered(event) == 1);
            assertThat(recommendationIds(committed, repeated)).isEqualTo(ids);
        }
    }

    /** Starts the job from the savepoint, and ends it when readers have seen these answers. */
    private void answeredBy(
            EmbeddedBroker broker, JobTopics topics, Answers committed, List<String> events)
            throws Exception {
        try (var unused = JobUnderTest.start(broker.bootstrapServers(), topics, options)) {
            committed.awaitAll(events, LIMIT);
        }
    }

    private static List<String> recommendationIds(Answers committed, List<String> events) {
        return events.stream().map(event -> committed.of(event).getRecommendationId()).toList();
    }

    @Test
    void aTransactionTimeoutThatTheBrokerDoesNotAllowIsRefusedAtStart(EmbeddedBroker broker) {
        options.put("kafka.bootstrap.servers", broker.bootstrapServers());
        options.put("delivery.transactional-id-prefix", "refused");
        options.put("delivery.transaction-timeout", "1 d");
        StreamExecutionEnvironment env = StreamExecutionEnvironment.createLocalEnvironment();

        assertThatThrownBy(() -> RecommendJob.prepare(env, Configuration.fromMap(options)))
                .isInstanceOf(InvalidOptionException.class)
                .hasMessageContaining("'delivery.transaction-timeout' is 86400000 ms")
                .hasMessageContaining("transaction.max.timeout.ms");
    }

    private static List<String> send(String name, ClickSender sender) {
        List<String> events = IntStream.range(0, CLICKS).mapToObj(i -> name + "-" + i).toList();
        for (int i = 0; i < CLICKS; i++) {
            var unused = sender.send(click("session-" + i % 7, events.get(i), "item-" + i).build());
        }
        return events;
    }

    private String savepoint(JobUnderTest job) throws Exception {
        return job.job()
                .client()
                .triggerSavepoint(
                        folder.resolve("savepoints").toUri().toString(),
                        SavepointFormatType.CANONICAL)
                .get();
    }

    /** Answers in the topic, whether their transaction is committed, open or aborted. */
    private static final class WrittenAnswers implements AutoCloseable {

        private final KafkaConsumer<byte[], byte[]> consumer;
        private int count;

        WrittenAnswers(EmbeddedBroker broker, JobTopics topics) {
            consumer =
                    new KafkaConsumer<>(
                            Map.of(
                                    "bootstrap.servers",
                                    broker.bootstrapServers(),
                                    "isolation.level",
                                    "read_uncommitted"),
                            new ByteArrayDeserializer(),
                            new ByteArrayDeserializer());
            List<TopicPartition> partitions =
                    consumer.partitionsFor(topics.recommendations()).stream()
                            .map(p -> new TopicPartition(p.topic(), p.partition()))
                            .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
        }

        void await(int answers) {
            Awaitility.await(answers + " written answers")
                    .atMost(LIMIT)
                    .pollInSameThread()
                    .until(
                            () ->
                                    (count += consumer.poll(Duration.ofMillis(100)).count())
                                            >= answers);
        }

        @Override
        public void close() {
            consumer.close();
        }
    }
}
