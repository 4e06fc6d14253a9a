package dev.semsr.core.quality;

import java.io.Serializable;
import java.util.Locale;

/**
 * Decides whether a new model version is worse than the one it is compared with.
 *
 * <p>The difference of the two hit rates is tested after every click, so a plain test of two
 * proportions would sooner or later stop a version that is no worse. This one is a mixture
 * sequential probability ratio test (Robbins 1970; Johari, Koomen, Pekelis and Walsh 2022): with
 * the normal approximation of the rates and a normal mixture over the difference, the chance that
 * it ever stops a version that is no worse than allowed is at most 1 - confidence, whenever and
 * however often it is asked.
 *
 * <p>Clicks of one session are not independent; the rule takes them as if they were.
 *
 * @param margin how much lower the hit rate may be, as a difference of shares: 0.02 is two points
 * @param confidence how sure to be, between 0.5 and 1
 * @param minClicks clicks that each version must have; below it nothing is decided
 */
public record RollbackRule(double margin, double confidence, long minClicks)
        implements Serializable {

    /** Spread of the mixture: differences of some points are what is looked for. */
    private static final double TAU = 0.05;

    /** Checks the ranges. */
    public RollbackRule {
        if (!(margin >= 0 && margin < 1)) {
            throw new IllegalArgumentException(
                    "A margin of %s is not possible: 0 to below 1 is".formatted(margin));
        }
        if (!(confidence >= 0.5 && confidence < 1)) {
            throw new IllegalArgumentException(
                    "A confidence of %s is not possible: 0.5 to below 1 is".formatted(confidence));
        }
        if (minClicks < 1) {
            throw new IllegalArgumentException(
                    minClicks + " clicks decide nothing: at least 1 is needed");
        }
    }

    /**
     * Compares two versions.
     *
     * @param candidate the version that may be taken back
     * @param control the version that it is compared with
     */
    public Verdict judge(HitCount candidate, HitCount control) {
        double deficit = control.rate() - candidate.rate() - margin;
        double chance = deficit <= 0 ? 1 : chance(deficit, variance(candidate) + variance(control));
        boolean enough = Math.min(candidate.clicks(), control.clicks()) >= minClicks;
        return new Verdict(enough && chance <= 1 - confidence, chance, candidate, control);
    }

    /** The always-valid p-value: 1 over the likelihood ratio, at most 1. */
    private static double chance(double deficit, double variance) {
        double spread = TAU * TAU;
        double logRatio =
                0.5 * Math.log(variance / (variance + spread))
                        + spread * deficit * deficit / (2 * variance * (variance + spread));
        return Math.min(1, Math.exp(-logRatio));
    }

    /** Variance of a rate; one more hit and miss than counted, so that it is never zero. */
    private static double variance(HitCount count) {
        double rate = (count.hits() + 1.0) / (count.clicks() + 2.0);
        return rate * (1 - rate) / Math.max(1, count.clicks());
    }

    /**
     * What the rule says.
     *
     * @param isWorse whether the candidate is to be taken back
     * @param chance chance of such a difference, at any time, if the candidate were not worse than
     *     allowed
     * @param candidate what was compared
     * @param control with what
     */
    public record Verdict(boolean isWorse, double chance, HitCount candidate, HitCount control) {

        /** The comparison in words. */
        public String text() {
            return String.format(
                    Locale.ROOT,
                    "hit rate %.4f (%d of %d clicks) against %.4f (%d of %d), p %.2g",
                    candidate.rate(),
                    candidate.hits(),
                    candidate.clicks(),
                    control.rate(),
                    control.hits(),
                    control.clicks(),
                    chance);
        }
    }
}
