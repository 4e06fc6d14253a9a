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

    /** Whether every click was answered and every model version loaded. */
    public boolean isComplete() {
        return asked == answered && refused == 0 && !samples.isEmpty();
    }
}
