package dev.semsr.app.replay;

import java.time.Duration;

/**
 * What came of a replay.
 *
 * @param sent clicks handed to the Kafka client
 * @param acknowledged clicks that the broker acknowledged
 * @param elapsed from the first click to the last acknowledgement
 * @param firstFailure why the first unacknowledged click failed; null if none did
 */
public record ReplayReport(long sent, long acknowledged, Duration elapsed, Exception firstFailure) {

    /** Whether the broker has every click. */
    public boolean isComplete() {
        return sent == acknowledged;
    }

    /** Clicks acknowledged a second. */
    public double rate() {
        return elapsed.isZero() ? 0 : acknowledged * 1e9 / elapsed.toNanos();
    }
}
