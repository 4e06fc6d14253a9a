package dev.semsr.app.traffic;

import dev.semsr.app.answers.AnswerMeter;
import dev.semsr.app.answers.AnswerReader;
import dev.semsr.app.answers.AskedClick;
import dev.semsr.app.broker.Topics;
import dev.semsr.app.replay.ClickProducer;
import dev.semsr.app.replay.Pace;
import dev.semsr.app.replay.Replay;
import dev.semsr.app.replay.ReplayReport;
import dev.semsr.schemas.Click;
import dev.semsr.schemas.Recommendation;
import dev.semsr.schemas.SingleObjectCodec;
import dev.semsr.schemas.UndecodableRecordException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BiConsumer;
import java.util.function.BooleanSupplier;

/**
 * Sends clicks to the topic of a running job and measures its answers, with Kafka clients such as a
 * shop would have.
 */
public final class Traffic implements AutoCloseable {

    private static final long LOOK_AGAIN_NANOS = Duration.ofMillis(20).toNanos();

    private final ClickProducer producer;
    private final AnswerReader reader;
    private final AnswerMeter meter = new AnswerMeter();
    private final AtomicLong deadLetters = new AtomicLong();
    private final SingleObjectCodec<Recommendation> answers =
            SingleObjectCodec.of(Recommendation.class);

    /**
     * Opens the clients; sends nothing yet.
     *
     * @param client properties of the Kafka clients, {@code bootstrap.servers} among them
     * @param listener told of each click with its answer, on the reader's thread
     */
    public Traffic(Map<String, ?> client, BiConsumer<AskedClick, Recommendation> listener) {
        producer =
                new ClickProducer(Topics.CLICKS, client, SingleObjectCodec.of(Click.class)::encode);
        reader =
                AnswerReader.start(
                        Topics.RECOMMENDATIONS,
                        Topics.DEAD_LETTERS,
                        client,
                        this::decode,
                        (answer, arrival) -> accept(answer, arrival, listener),
                        letter -> deadLetters.incrementAndGet());
    }

    private Recommendation decode(byte[] bytes) {
        try {
            return answers.decode(bytes);
        } catch (UndecodableRecordException foreign) {
            throw new IllegalStateException(
                    "Topic '"
                            + Topics.RECOMMENDATIONS
                            + "' holds something else than recommendations: "
                            + foreign.getMessage(),
                    foreign);
        }
    }

    private void accept(
            Recommendation answer, long arrival, BiConsumer<AskedClick, Recommendation> listener) {
        AskedClick click = meter.answered(answer, arrival);
        if (click != null) {
            listener.accept(click, answer);
        }
    }

    /**
     * Sends clicks of a crowd at a rate until told to stop, then waits until the broker has them.
     *
     * @param goOn asked before each click
     */
    public ReplayReport send(Crowd crowd, double rate, BooleanSupplier goOn) {
        return new Replay(producer, Pace.rate(rate), recorded -> Instant.now())
                .run(crowd, (click, due) -> meter.asked(crowd.asked(due)), goOn);
    }

    /**
     * Sends one click ahead and waits for its answer: while the job is not there yet, the others
     * would only wait in line. Its latency is not measured.
     *
     * @param worthWaiting asked between looks; false ends the waiting early
     * @throws IllegalStateException if the time is over
     */
    public void awaitFirstAnswer(Crowd crowd, Duration limit, BooleanSupplier worthWaiting) {
        meter.measureFrom(Long.MAX_VALUE);
        send(crowd, 1, () -> meter.asked() == 0);
        if (!awaitAnswers(limit, worthWaiting) && worthWaiting.getAsBoolean()) {
            throw new IllegalStateException(
                    "The job did not answer its first click within "
                            + limit.toSeconds()
                            + " s. Its log says why.");
        }
    }

    /**
     * Waits until every click sent so far is answered.
     *
     * @param worthWaiting asked between looks; false ends the waiting early
     * @return whether they are
     */
    public boolean awaitAnswers(Duration limit, BooleanSupplier worthWaiting) {
        long deadline = System.nanoTime() + limit.toNanos();
        while (!meter.allAnswered()) {
            if (System.nanoTime() >= deadline || !worthWaiting.getAsBoolean()) {
                return false;
            }
            reader.rethrowFailure();
            LockSupport.parkNanos(LOOK_AGAIN_NANOS);
        }
        return true;
    }

    /** What was asked and answered so far. */
    public AnswerMeter meter() {
        return meter;
    }

    /** Dead letters that arrived so far. */
    public long deadLetters() {
        return deadLetters.get();
    }

    /** Closes the clients. */
    @Override
    public void close() {
        producer.close();
        reader.close();
    }
}
