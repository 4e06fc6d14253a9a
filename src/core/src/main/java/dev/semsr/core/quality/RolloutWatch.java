package dev.semsr.core.quality;

import dev.semsr.core.rollout.Rollout;
import dev.semsr.core.rollout.RolloutOrder;
import dev.semsr.core.rollout.VersionShare;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Watches over a rollout: each version that came with it is compared with those that answered
 * before and still do. One that is worse takes the whole rollout back.
 *
 * <p>A rollout in which no version from before answers any more is not watched: there is nothing to
 * compare with.
 */
public final class RolloutWatch {

    private final RollbackRule rule;

    /** Watches by a rule. */
    public RolloutWatch(RollbackRule rule) {
        this.rule = rule;
    }

    /**
     * Whether counts of one rollout may go on in the next: if the same versions are compared.
     *
     * @param before the rollout before; null if there was none
     */
    public static boolean isSameComparison(Rollout before, Rollout after) {
        return before != null
                && before.scope().equals(after.scope())
                && candidates(before).equals(candidates(after))
                && controls(before).equals(controls(after));
    }

    /**
     * Judges a rollout.
     *
     * @param rollout what is now
     * @param counts clicks and hits of each version since the rollout, by version without the
     *     model's name
     * @return the order that takes it back; empty to leave it
     */
    public Optional<Rollout> judge(Rollout rollout, Map<String, HitCount> counts, Instant now) {
        HitCount control = sum(controls(rollout), counts);
        return candidates(rollout).stream()
                .sorted()
                .map(
                        candidate ->
                                judge(
                                        rollout,
                                        candidate,
                                        sum(Set.of(candidate), counts),
                                        control,
                                        now))
                .flatMap(Optional::stream)
                .findFirst();
    }

    private Optional<Rollout> judge(
            Rollout rollout, String candidate, HitCount count, HitCount control, Instant now) {
        RollbackRule.Verdict verdict = rule.judge(count, control);
        if (!verdict.isWorse()) {
            return Optional.empty();
        }
        String reason =
                "automatic: %s is worse by more than %s: %s"
                        .formatted(candidate, rule.margin(), verdict.text());
        return Optional.of(RolloutOrder.rollback(rollout, now, reason));
    }

    private static HitCount sum(Set<String> versions, Map<String, HitCount> counts) {
        List<HitCount> all =
                versions.stream()
                        .map(version -> counts.getOrDefault(version, HitCount.NONE))
                        .toList();
        return new HitCount(
                all.stream().mapToLong(HitCount::clicks).sum(),
                all.stream().mapToLong(HitCount::hits).sum());
    }

    /** Versions that answer now and did not before. */
    private static Set<String> candidates(Rollout rollout) {
        Set<String> before = before(rollout);
        return before.isEmpty()
                ? Set.of()
                : answering(rollout.versions()).stream()
                        .filter(version -> !before.contains(version))
                        .collect(Collectors.toSet());
    }

    /** Versions that answer now and did before. */
    private static Set<String> controls(Rollout rollout) {
        Set<String> before = before(rollout);
        return answering(rollout.versions()).stream()
                .filter(before::contains)
                .collect(Collectors.toSet());
    }

    private static Set<String> before(Rollout rollout) {
        return answering(rollout.previous());
    }

    private static Set<String> answering(List<VersionShare> shares) {
        return shares.stream()
                .filter(share -> !share.shadow() && share.weight() > 0)
                .map(VersionShare::version)
                .collect(Collectors.toSet());
    }
}
