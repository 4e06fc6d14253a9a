package dev.semsr.app.soak;

import dev.semsr.app.rollout.StatusReader;
import dev.semsr.schemas.ModelStatus;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Counts from the reports of one process which versions it loaded, refused and freed. */
final class LoadedVersions {

    private final StatusReader reports;
    private final List<String> refusals = new ArrayList<>();
    private int begun;
    private int freed;

    /** Counts from here on; one version is loaded before. */
    LoadedVersions(StatusReader reports) {
        this.reports = reports;
    }

    /** Takes note of what was reported since. */
    void read() {
        List<ModelStatus> next = reports.next(Duration.ZERO);
        while (!next.isEmpty()) {
            next.forEach(this::count);
            next = reports.next(Duration.ZERO);
        }
    }

    private void count(ModelStatus report) {
        switch (report.getState()) {
            case LOADING -> begun++;
            case FREED -> freed++;
            case REFUSED -> refusals.add(report.getVersion() + ": " + report.getReason());
            default -> {} // ready, again and again
        }
    }

    /** Versions that were loaded since the beginning. */
    int loads() {
        return begun - refusals.size();
    }

    /** Versions that are loaded now, the one from before the beginning included. */
    int loaded() {
        return 1 + loads() - freed;
    }

    /** Versions that were refused, with the reason. */
    List<String> refusals() {
        return List.copyOf(refusals);
    }
}
