package dev.semsr.lab.agent;

import dev.semsr.lab.agent.AgentStoppedException.Stop;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.DoubleSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Repeats calls that fail for a while, within limits of rate and spending. An endpoint that fails
 * for too many questions in a row is left alone.
 */
final class PatientChat implements Chat {

    /** Questions without an answer in a row after which the endpoint counts as down. */
    static final int FAILURES_IN_A_ROW = 10;

    private static final Logger LOG = LoggerFactory.getLogger(PatientChat.class);

    private static final int MOST_DOUBLINGS = 20;

    private final Chat chat;
    private final CallSettings settings;
    private final Purse purse;
    private final RateGate gate;
    private final Pauses pauses;
    private final DoubleSupplier chance;
    private final AtomicLong repetitions = new AtomicLong();
    private final AtomicInteger failuresInARow = new AtomicInteger();

    /**
     * A chat that waits and tries again.
     *
     * @param chance numbers from 0 to 1, for the pauses
     */
    PatientChat(
            Chat chat,
            CallSettings settings,
            Purse purse,
            RateGate gate,
            Pauses pauses,
            DoubleSupplier chance) {
        this.chat = chat;
        this.settings = settings;
        this.purse = purse;
        this.gate = gate;
        this.pauses = pauses;
        this.chance = chance;
    }

    /** How many calls were repetitions. */
    long repetitions() {
        return repetitions.get();
    }

    @Override
    public Reply reply(List<Turn> conversation) {
        for (int repeated = 0; ; repeated++) {
            try {
                Reply reply = call(conversation);
                failuresInARow.set(0);
                return reply;
            } catch (CallFailure failure) {
                Duration pause = pauseAfter(failure, repeated);
                LOG.debug("Call {} failed: {}", repeated + 1, failure.getMessage());
                if (pause == null) {
                    throw given(failure);
                }
                if (failure.isRateLimit()) {
                    gate.close(pause);
                }
                pauses.pause(pause);
                repetitions.incrementAndGet();
            }
        }
    }

    private Reply call(List<Turn> conversation) {
        long aside = purse.setAside(conversation);
        gate.pass();
        try {
            Reply reply = chat.reply(conversation);
            purse.paid(aside, conversation, reply);
            return reply;
        } catch (CallFailure failure) {
            purse.failed(aside, failure);
            throw failure;
        }
    }

    /** How long to wait before the call is repeated; null if it is not repeated. */
    private Duration pauseAfter(CallFailure failure, int repeated) {
        if (!failure.isPassing() || repeated >= settings.retries()) {
            return null;
        }
        double doubled =
                settings.firstPause().toMillis() * Math.pow(2, Math.min(repeated, MOST_DOUBLINGS));
        double most = Math.min(doubled, (double) settings.longestPause().toMillis());
        Duration own = Duration.ofMillis(Math.round(most * (1 - chance.getAsDouble() / 2)));
        Duration asked = failure.retryAfter();
        if (asked == null) {
            return own;
        }
        if (asked.compareTo(settings.longestPause()) > 0) {
            return null;
        }
        return asked.compareTo(own) > 0 ? asked : own;
    }

    private RuntimeException given(CallFailure failure) {
        if (failure.isFinal()) {
            return purse.end(
                    Stop.REFUSED, "The language model's endpoint answers " + failure.getMessage());
        }
        if (failuresInARow.incrementAndGet() >= FAILURES_IN_A_ROW) {
            purse.end(
                    Stop.DOWN,
                    "The language model's endpoint gave no answer to %d questions in a row, the last time: %s"
                            .formatted(FAILURES_IN_A_ROW, failure.getMessage()));
        }
        return failure;
    }
}
