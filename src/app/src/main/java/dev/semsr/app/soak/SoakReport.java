package dev.semsr.app.soak;

import dev.semsr.app.machine.Machine;
import java.util.List;

/**
 * What a soak run saw.
 *
 * @param command by which it can be run again
 * @param date of the run
 * @param machine where it ran
 * @param asked clicks that were sent
 * @param answered clicks that were answered
 * @param refused model versions that were refused
 * @param samples the memory, in the order of time
 */
public record SoakReport(
        String command,
        String date,
        Machine machine,
        long asked,
        long answered,
        long refused,
        List<MemorySample> samples) {

    /** Samples from which on memory is judged; before, caches still fill. */
    private static final int ENOUGH = 40;

    private static final double FLAT = 0.08;

    /** Whether every click was answered, every model version loaded, and memory stayed flat. */
    public boolean isComplete() {
        return asked == answered && refused == 0 && !samples.isEmpty() && growth() <= FLAT;
    }

    /**
     * By which share the process grew: resident memory in the last quarter over that in the second,
     * medians both. 0 in a run that is too short to say.
     */
    public double growth() {
        int quarter = samples.size() / 4;
        return samples.size() < ENOUGH
                ? 0
                : resident(3 * quarter, samples.size()) / resident(quarter, 2 * quarter) - 1;
    }

    private double resident(int from, int to) {
        double[] sorted =
                samples.subList(from, to).stream()
                        .mapToDouble(MemorySample::resident)
                        .sorted()
                        .toArray();
        return sorted[sorted.length / 2];
    }
}
