package dev.semsr.app.rollout;

import dev.semsr.core.rollout.Rollout;
import dev.semsr.core.rollout.VersionShare;
import dev.semsr.schemas.ModelStatus;
import dev.semsr.schemas.VersionState;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * How far the processes are with a rollout, by their reports. A process counts while it has
 * reported something lately.
 */
public final class RolloutProgress {

    private final Rollout rollout;
    private final Duration lately;
    private final Set<String> wanted;
    private final Map<String, Instant> seen = new HashMap<>();
    private final Map<String, Set<String>> ready = new HashMap<>();
    private final Map<String, String> refusals = new TreeMap<>();

    /**
     * Progress of a rollout.
     *
     * @param lately a process that has been silent for longer is taken for gone
     */
    public RolloutProgress(Rollout rollout, Duration lately) {
        this.rollout = rollout;
        this.lately = lately;
        this.wanted =
                rollout.versions().stream()
                        .map(VersionShare::version)
                        .collect(Collectors.toUnmodifiableSet());
    }

    /** Takes a report; those of other models are left out. */
    public void accept(ModelStatus report) {
        if (!report.getScope().equals(rollout.scope())) {
            return;
        }
        String process = report.getProcess();
        seen.merge(process, report.getTime(), (a, b) -> a.isAfter(b) ? a : b);
        if (!rollout.issuedAt().equals(report.getRolloutIssuedAt())) {
            return;
        }
        String version = report.getVersion();
        if (report.getState() == VersionState.READY && wanted.contains(version)) {
            ready.computeIfAbsent(process, key -> new HashSet<>()).add(version);
        } else if (report.getState() == VersionState.REFUSED) {
            refusals.put(process + ", version " + version, report.getReason());
        }
    }

    /** Why processes refuse a version, by process and version; empty if none does. */
    public Map<String, String> refusals() {
        return refusals;
    }

    /** How many processes are there. */
    public long processes(Instant now) {
        return seen.values().stream().filter(time -> isLately(time, now)).count();
    }

    /** In how many of them all versions of the rollout are ready. */
    public long readyProcesses(Instant now) {
        return seen.entrySet().stream()
                .filter(process -> isLately(process.getValue(), now))
                .filter(process -> isReady(process.getKey()))
                .count();
    }

    /** Whether there is a process, and all are ready. */
    public boolean isDone(Instant now) {
        return processes(now) > 0 && readyProcesses(now) == processes(now);
    }

    private boolean isReady(String process) {
        return ready.getOrDefault(process, Set.of()).equals(wanted);
    }

    private boolean isLately(Instant time, Instant now) {
        return time.isAfter(now.minus(lately));
    }
}
