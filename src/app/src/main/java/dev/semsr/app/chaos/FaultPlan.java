package dev.semsr.app.chaos;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * The faults of a run, one after the other. The same seed and kinds make the same plan. The next
 * fault begins when the last one is over, the backlog is answered and the calm has passed.
 *
 * @param faults in order
 */
public record FaultPlan(List<PlannedFault> faults) {

    private static final int SHORTEST_CALM_MILLIS = 1_000;
    private static final int LONGEST_CALM_MILLIS = 4_000;

    /**
     * One fault of the plan.
     *
     * @param kind what is done
     * @param target which of several, such as TaskManagers, a number of any size
     * @param calm how long the cluster is left alone before it
     */
    public record PlannedFault(FaultKind kind, int target, Duration calm) {}

    /**
     * Draws a plan: each kind by its share, and every kind once before any is drawn freely, so that
     * a short plan has many kinds.
     *
     * @param seed decides everything
     * @param count how many faults
     * @param kinds from which
     */
    public static FaultPlan draw(long seed, int count, Set<FaultKind> kinds) {
        if (kinds.isEmpty()) {
            throw new IllegalArgumentException("A plan needs at least one kind of fault");
        }
        var random = new SplittableRandom(seed);
        List<FaultKind> first = shuffled(kinds, random);
        List<FaultKind> pool = new ArrayList<>();
        for (FaultKind kind : FaultKind.values()) {
            for (int i = 0; kinds.contains(kind) && i < kind.share(); i++) {
                pool.add(kind);
            }
        }
        List<PlannedFault> faults = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            FaultKind kind =
                    i < first.size() ? first.get(i) : pool.get(random.nextInt(pool.size()));
            int calm = random.nextInt(SHORTEST_CALM_MILLIS, LONGEST_CALM_MILLIS);
            faults.add(
                    new PlannedFault(
                            kind, random.nextInt(Integer.MAX_VALUE), Duration.ofMillis(calm)));
        }
        return new FaultPlan(List.copyOf(faults));
    }

    private static List<FaultKind> shuffled(Set<FaultKind> kinds, SplittableRandom random) {
        List<FaultKind> result = new ArrayList<>();
        for (FaultKind kind : FaultKind.values()) {
            if (kinds.contains(kind)) {
                result.add(random.nextInt(result.size() + 1), kind);
            }
        }
        return result;
    }
}
