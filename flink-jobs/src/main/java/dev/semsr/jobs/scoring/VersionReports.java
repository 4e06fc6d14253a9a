package dev.semsr.jobs.scoring;

import dev.semsr.core.rollout.Rollout;
import dev.semsr.jobs.rollout.StatusReporter;
import dev.semsr.schemas.ModelStatus;
import dev.semsr.schemas.VersionState;
import java.lang.management.ManagementFactory;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Says what became of the versions of one model in this process. */
final class VersionReports {

    private static final String PROCESS = ManagementFactory.getRuntimeMXBean().getName();

    private final StatusReporter reporter;

    VersionReports(StatusReporter reporter) {
        this.reporter = reporter;
    }

    void loading(String version, Rollout rollout) {
        report(version, VersionState.LOADING, rollout, null);
    }

    void refused(String version, Rollout rollout, VersionRefusedException why) {
        report(version, VersionState.REFUSED, rollout, why.getMessage());
    }

    void freed(String version, Rollout rollout) {
        report(version, VersionState.FREED, rollout, null);
    }

    /** Reports every version of what answers now. */
    void ready(Serving serving) {
        if (serving.rollout() != null) {
            serving.versions()
                    .keySet()
                    .forEach(
                            version ->
                                    report(version, VersionState.READY, serving.rollout(), null));
        }
    }

    private void report(String version, VersionState state, Rollout rollout, String reason) {
        reporter.report(
                new ModelStatus(
                        rollout.scope(),
                        version,
                        state,
                        reason,
                        rollout.issuedAt(),
                        PROCESS,
                        Instant.now().truncatedTo(ChronoUnit.MILLIS)));
    }
}
