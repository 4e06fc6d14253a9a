package dev.semsr.it.stack;

import dev.semsr.app.answers.AnswerReader;
import dev.semsr.schemas.Recommendation;
import dev.semsr.schemas.RecommendedItem;
import dev.semsr.schemas.SingleObjectCodec;
import dev.semsr.schemas.UndecodableRecordException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.awaitility.Awaitility;

/** Collects what a job writes, from now on. */
public final class Answers implements AutoCloseable {

    private static final SingleObjectCodec<Recommendation> CODEC =
            SingleObjectCodec.of(Recommendation.class);

    private final Map<String, Recommendation> byEvent = new ConcurrentHashMap<>();
    private final Queue<String> arrived = new ConcurrentLinkedQueue<>();
    private final List<ConsumerRecord<byte[], byte[]>> deadLetters = new CopyOnWriteArrayList<>();
    private final AnswerReader reader;

    /** Starts to collect. */
    public Answers(String bootstrapServers, JobTopics topics) {
        reader =
                AnswerReader.start(
                        topics.recommendations(),
                        topics.deadLetters(),
                        Map.of(
                                "bootstrap.servers",
                                bootstrapServers,
                                "reconnect.backoff.max.ms",
                                500),
                        Answers::decode,
                        (answer, arrival) -> {
                            arrived.add(answer.getClickEventId());
                            byEvent.put(answer.getClickEventId(), answer);
                        },
                        deadLetters::add);
    }

    private static Recommendation decode(byte[] bytes) {
        try {
            return CODEC.decode(bytes);
        } catch (UndecodableRecordException wrong) {
            throw new AssertionError("The job wrote what is no recommendation", wrong);
        }
    }

    /** Waits until all these clicks are answered. */
    public void awaitAll(Collection<String> events, Duration limit) {
        Awaitility.await("answers to all " + events.size() + " clicks")
                .atMost(limit)
                .until(() -> byEvent.keySet().containsAll(events));
        reader.rethrowFailure();
    }

    /** Waits for the answer to a click. */
    public Recommendation await(String event, Duration limit) {
        awaitAll(List.of(event), limit);
        return byEvent.get(event);
    }

    /** Waits for so many dead letters. */
    public List<ConsumerRecord<byte[], byte[]>> awaitDeadLetters(int count, Duration limit) {
        Awaitility.await(count + " dead letters")
                .atMost(limit)
                .until(() -> deadLetters.size() >= count);
        return deadLetters;
    }

    /** The answer to a click; null if there is none yet. */
    public Recommendation of(String event) {
        return byEvent.get(event);
    }

    /** How often a click was answered so far. */
    public int timesAnswered(String event) {
        return Collections.frequency(arrived, event);
    }

    /** Ids of the answered clicks. */
    public java.util.Set<String> events() {
        return byEvent.keySet();
    }

    /** Ids of the answered clicks in the order of their answers, repeats included. */
    public List<String> arrived() {
        return List.copyOf(arrived);
    }

    /** Dead letters so far. */
    public List<ConsumerRecord<byte[], byte[]>> deadLetters() {
        return deadLetters;
    }

    /** Item ids of a list, best first. */
    public static List<String> items(Recommendation answer) {
        return answer.getItems().stream().map(RecommendedItem::getItemId).toList();
    }

    /** A header as text; null if it is not there. */
    public static String header(ConsumerRecord<byte[], byte[]> record, String name) {
        Header header = record.headers().lastHeader(name);
        return header == null ? null : new String(header.value(), StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        reader.close();
    }
}
