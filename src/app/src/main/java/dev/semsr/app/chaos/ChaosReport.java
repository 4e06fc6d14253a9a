package dev.semsr.app.chaos;

import dev.semsr.app.answers.Percentiles;
import dev.semsr.app.machine.Machine;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What a run did and proved. All times are milliseconds.
 *
 * @param command by which it can be run again
 * @param date of the run
 * @param machine where it ran
 * @param exactlyOnce whether the job wrote in transactions
 * @param seconds how long clicks were sent
 * @param calm latency of clicks that were sent while there was no fault and no backlog
 * @param kinds the faults by kind
 * @param revived how often a process of Flink ended by itself after a fault and was started again
 * @param verdict what the history proves
 */
public record ChaosReport(
        String command,
        String date,
        Machine machine,
        boolean exactlyOnce,
        double seconds,
        Percentiles calm,
        List<KindRow> kinds,
        int revived,
        Verdict verdict) {

    /**
     * Faults of one kind.
     *
     * @param kind which
     * @param count how many
     * @param recoveryMedian from the fault to the first new recommendation, half of them
     * @param recoveryMax the same, the longest
     * @param humpMedian the longest latency of a click sent during a fault or the backlog after it,
     *     half of the faults
     * @param humpMax the same, the longest
     */
    public record KindRow(
            String kind,
            int count,
            long recoveryMedian,
            long recoveryMax,
            long humpMedian,
            long humpMax) {}

    /** How many faults there were. */
    public int faults() {
        return kinds.stream().mapToInt(KindRow::count).sum();
    }

    /** Rows of the kinds that occurred. */
    static List<KindRow> rows(List<FaultOutcome> outcomes) {
        List<KindRow> rows = new ArrayList<>();
        for (FaultKind kind : FaultKind.values()) {
            long[] recoveries =
                    outcomes.stream()
                            .filter(outcome -> outcome.kind() == kind)
                            .mapToLong(FaultOutcome::recovery)
                            .sorted()
                            .toArray();
            long[] humps =
                    outcomes.stream()
                            .filter(outcome -> outcome.kind() == kind)
                            .mapToLong(FaultOutcome::hump)
                            .sorted()
                            .toArray();
            if (recoveries.length > 0) {
                rows.add(
                        new KindRow(
                                kind.label(),
                                recoveries.length,
                                median(recoveries),
                                last(recoveries),
                                median(humps),
                                last(humps)));
            }
        }
        return rows;
    }

    /** The middle one, or the mean of the middle two, in whole milliseconds. */
    private static long median(long[] sorted) {
        return (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
    }

    private static long last(long[] sorted) {
        return Arrays.stream(sorted).max().orElse(0);
    }
}
