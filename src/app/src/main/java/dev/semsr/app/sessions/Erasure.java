package dev.semsr.app.sessions;

import dev.semsr.app.answers.AnswerReader;
import dev.semsr.app.replay.ClickProducer;
import dev.semsr.schemas.Action;
import dev.semsr.schemas.Click;
import dev.semsr.schemas.Recommendation;
import dev.semsr.schemas.SingleObjectCodec;
import dev.semsr.schemas.UndecodableRecordException;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** Asks the job, by clicks of action {@code ERASE}, to forget sessions. */
public final class Erasure {

    private static final SingleObjectCodec<Click> CLICKS = SingleObjectCodec.of(Click.class);
    private static final SingleObjectCodec<Recommendation> ANSWERS =
            SingleObjectCodec.of(Recommendation.class);

    private final Map<String, ?> client;
    private final Topics topics;

    /**
     * Where to ask and where the answer comes.
     *
     * @param clicks topic that the job reads
     * @param recommendations topic that the job writes
     */
    public record Topics(String clicks, String recommendations) {}

    /**
     * Erasure of one job's sessions.
     *
     * @param client properties of a Kafka client, {@code bootstrap.servers} among them
     */
    public Erasure(Map<String, ?> client, Topics topics) {
        this.client = client;
        this.topics = topics;
    }

    /**
     * Asks and returns when the broker has it.
     *
     * @throws IllegalStateException if the broker did not take it
     */
    public void send(List<String> sessions) {
        send(clicks(sessions).values());
    }

    /**
     * Asks and waits for the job's answers.
     *
     * @return the sessions for which there was none in time
     * @throws IllegalStateException if the broker did not take the clicks, or the answers cannot be
     *     read
     */
    public List<String> sendAndAwait(List<String> sessions, Duration limit) {
        long deadline = System.nanoTime() + limit.toNanos();
        Map<String, Click> open = clicks(sessions);
        BlockingQueue<String> answered = new LinkedBlockingQueue<>();
        try (AnswerReader reader =
                AnswerReader.start(
                        topics.recommendations,
                        client,
                        Erasure::decode,
                        (answer, arrival) -> answered.add(answer.getClickEventId()))) {
            send(open.values());
            awaitAll(open, answered, deadline);
            reader.rethrowFailure();
        }
        return open.values().stream().map(Click::getSessionId).toList();
    }

    private static void awaitAll(
            Map<String, Click> open, BlockingQueue<String> answered, long deadline) {
        try {
            while (!open.isEmpty()) {
                String event = answered.poll(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
                if (event == null) {
                    return;
                }
                open.remove(event);
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** One click for each session, by its event id. */
    private static Map<String, Click> clicks(List<String> sessions) {
        Map<String, Click> clicks = new LinkedHashMap<>();
        for (String session : sessions) {
            Click click =
                    Click.newBuilder()
                            .setEventId("erase-" + UUID.randomUUID())
                            .setSessionId(session)
                            .setItemId("")
                            .setEventTime(Instant.now())
                            .setAction(Action.ERASE)
                            .build();
            clicks.put(click.getEventId(), click);
        }
        return clicks;
    }

    private void send(Iterable<Click> clicks) {
        try (var producer = new ClickProducer(topics.clicks, client, CLICKS::encode)) {
            clicks.forEach(producer::send);
            producer.flush();
            if (producer.failed() > 0) {
                throw new IllegalStateException(
                        "%d of %d sessions were not asked for: topic '%s' did not take the click: %s"
                                .formatted(
                                        producer.failed(),
                                        producer.sent(),
                                        topics.clicks,
                                        producer.firstFailure().getMessage()),
                        producer.firstFailure());
            }
        }
    }

    private static Recommendation decode(byte[] bytes) {
        try {
            return ANSWERS.decode(bytes);
        } catch (UndecodableRecordException wrong) {
            throw new IllegalStateException(
                    "A record in the recommendations is none: " + wrong.getMessage(), wrong);
        }
    }
}
