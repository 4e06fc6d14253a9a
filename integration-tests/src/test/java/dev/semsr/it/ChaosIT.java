package dev.semsr.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.semsr.app.chaos.ChaosReport;
import dev.semsr.app.chaos.ChaosRun;
import dev.semsr.app.chaos.ChaosSettings;
import dev.semsr.app.chaos.FaultKind;
import dev.semsr.app.chaos.Verdict;
import dev.semsr.app.demo.DemoView;
import dev.semsr.app.machine.Machine;
import dev.semsr.app.stop.StopSignal;
import dev.semsr.it.stack.SharedShop;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A short schedule of faults in either mode; {@code ./semsr chaos} runs long ones. */
class ChaosIT {

    private static final Set<FaultKind> WITH_REPEATS =
            EnumSet.of(
                    FaultKind.KILL_TASK_MANAGER,
                    FaultKind.KILL_BROKER,
                    FaultKind.THROWING_SCORER,
                    FaultKind.RESCALE);
    private static final Set<FaultKind> WITHOUT_REPEATS =
            EnumSet.of(FaultKind.KILL_JOB_MANAGER, FaultKind.CUT_BROKER, FaultKind.FULL_STORAGE);

    /**
     * Of all answers, how many may name a reason of the moment, such as a timeout, which no topic
     * proves. While the model throws, every other call does, for four seconds of a minute or more;
     * what waits in a backlog for longer than 500 ms is late as well. More than half would be a job
     * that has given up on its model.
     */
    private static final double UNPROVEN_WITH_SCORER_FAULT = 0.5;

    /** The model has no fault of its own: only backlogs and first calls of a process are late. */
    private static final double UNPROVEN = 0.2;

    @TempDir private Path folder;
    private final List<String> seen = new ArrayList<>();

    @Test
    void atLeastOnceLosesNothingAndRepeatsOnlyWithTheSameId() {
        provesThat(WITH_REPEATS, false, UNPROVEN_WITH_SCORER_FAULT);
    }

    @Test
    void exactlyOnceLosesAndRepeatsNothing() {
        provesThat(WITHOUT_REPEATS, true, UNPROVEN);
    }

    private void provesThat(Set<FaultKind> kinds, boolean exactlyOnce, double unproven) {
        var settings =
                new ChaosSettings(
                        1,
                        kinds.size(),
                        Duration.ofMinutes(10),
                        kinds,
                        100,
                        exactlyOnce,
                        SharedShop.PLAN,
                        SharedShop.FOLDERS,
                        folder);
        var run = new ChaosRun(settings, view(), new StopSignal());

        Verdict verdict = run.run();

        ChaosReport report = run.report("test", "today", Machine.here(), verdict);
        assertThat(verdict.isClean()).as("%s after %s", verdict, seen).isTrue();
        assertThat(verdict.answered()).isEqualTo(verdict.clicks()).isGreaterThan(2_000);
        assertThat((double) verdict.unprovenFallbacks() / verdict.answered())
                .as("share of %s", verdict.fallbacksByReason())
                .isLessThanOrEqualTo(unproven);
        assertThat(verdict.repeatsOfDuplicates() * 2)
                .as("a second click that is not known would be answered every time: %s", verdict)
                .isLessThanOrEqualTo(verdict.duplicates());
        assertThat(verdict.deadLetters()).isEqualTo(verdict.badRecords()).isPositive();
        assertThat(report.kinds())
                .extracting(ChaosReport.KindRow::kind)
                .containsExactlyInAnyOrderElementsOf(kinds.stream().map(FaultKind::label).toList());
    }

    private DemoView view() {
        return new DemoView() {
            @Override
            public void show(String line) {
                // the last lines that were kept say enough
            }

            @Override
            public void keep(String line) {
                seen.add(line);
            }
        };
    }
}
