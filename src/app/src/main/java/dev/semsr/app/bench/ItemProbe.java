package dev.semsr.app.bench;

import dev.semsr.app.answers.AnswerReader;
import dev.semsr.app.broker.Topics;
import dev.semsr.app.replay.ClickProducer;
import dev.semsr.schemas.Action;
import dev.semsr.schemas.Click;
import dev.semsr.schemas.Recommendation;
import dev.semsr.schemas.SingleObjectCodec;
import dev.semsr.schemas.Source;
import dev.semsr.schemas.UndecodableRecordException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/**
 * Finds out from outside whether the model has an item: a session that clicked that item alone is
 * answered by the model if it has it, and by the fallback if not.
 */
final class ItemProbe implements AutoCloseable {

    /** How long it asks, unless told otherwise. */
    static final Duration PATIENCE = Duration.ofMinutes(1);

    private static final long BETWEEN_CLICKS = Duration.ofMillis(20).toNanos();

    private final String run = UUID.randomUUID().toString();
    private final ClickProducer producer;
    private final AnswerReader reader;
    private final SingleObjectCodec<Recommendation> codec =
            SingleObjectCodec.of(Recommendation.class);
    private final Map<String, String> asked = new ConcurrentHashMap<>();
    private volatile Wanted wanted = new Wanted("", true);
    private final Consumer<Recommendation> listener;
    private volatile long seenNanos;
    private long number;

    /** What is waited for: that answers to clicks on an item come from the model, or do not. */
    private record Wanted(String itemId, boolean fromModel) {}

    ItemProbe(Map<String, ?> client) {
        this(client, answer -> {});
    }

    /**
     * A probe with an observer.
     *
     * @param listener told of each answer that was waited for, on the reader's thread
     */
    ItemProbe(Map<String, ?> client, Consumer<Recommendation> listener) {
        this.listener = listener;
        producer =
                new ClickProducer(Topics.CLICKS, client, SingleObjectCodec.of(Click.class)::encode);
        reader =
                AnswerReader.start(
                        Topics.RECOMMENDATIONS,
                        Topics.DEAD_LETTERS,
                        client,
                        this::decode,
                        this::arrived,
                        letter -> {});
    }

    /**
     * Asks until the answers are as wanted.
     *
     * @return when the first such answer arrived, in terms of {@link System#nanoTime()}; -1 if none
     *     did within a minute
     */
    long await(String itemId, boolean fromModel) {
        return await(itemId, fromModel, PATIENCE);
    }

    /** The same with a patience of the caller's choice. */
    long await(String itemId, boolean fromModel, Duration patience) {
        seenNanos = 0;
        wanted = new Wanted(itemId, fromModel);
        long deadline = System.nanoTime() + patience.toNanos();
        while (seenNanos == 0) {
            if (System.nanoTime() > deadline) {
                return -1;
            }
            reader.rethrowFailure();
            click(itemId);
            LockSupport.parkNanos(BETWEEN_CLICKS);
        }
        return seenNanos;
    }

    private void click(String itemId) {
        String id = "probe-" + run + "-" + number++;
        asked.put(id, itemId);
        producer.send(
                Click.newBuilder()
                        .setEventId(id)
                        .setSessionId(id)
                        .setItemId(itemId)
                        .setAction(Action.VIEW)
                        .setEventTime(Instant.now().truncatedTo(ChronoUnit.MILLIS))
                        .build());
    }

    private void arrived(Recommendation answer, long arrivalNanos) {
        String itemId = asked.remove(answer.getClickEventId());
        Wanted now = wanted;
        if (seenNanos == 0
                && now.itemId().equals(itemId)
                && now.fromModel() == isFromModel(answer)) {
            listener.accept(answer);
            seenNanos = arrivalNanos;
        }
    }

    private static boolean isFromModel(Recommendation answer) {
        return !answer.getItems().isEmpty() && answer.getItems().get(0).getSource() == Source.MODEL;
    }

    private Recommendation decode(byte[] bytes) {
        try {
            return codec.decode(bytes);
        } catch (UndecodableRecordException e) {
            throw new IllegalStateException("No recommendation: " + e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        producer.close();
        reader.close();
    }
}
