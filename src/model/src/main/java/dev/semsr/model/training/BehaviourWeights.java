package dev.semsr.model.training;

import dev.semsr.model.export.BehaviourTerms;

/**
 * How much clicks alone count beside the networks of a sum.
 *
 * @param coVisits weight of what followed the newest clicks in the training sessions; 0 for none
 * @param trend weight of the logarithm by which an item is clicked more of late than before; 0 for
 *     none
 * @param repeat what the session's own items are raised by; 0 for nothing
 */
public record BehaviourWeights(float coVisits, float trend, float repeat) {

    /** The networks alone. */
    public static final BehaviourWeights NONE = new BehaviourWeights(0, 0, 0);

    /** Co-visits alone. */
    public static BehaviourWeights coVisits(float weight) {
        return new BehaviourWeights(weight, 0, 0);
    }

    /**
     * The terms for serving.
     *
     * @param rows rows of the corpus in the order of the tables
     */
    BehaviourTerms terms(Corpus corpus, int[] rows) {
        return new BehaviourTerms(
                coVisits == 0 ? null : CoVisitStrengths.of(corpus, rows, coVisits),
                trend == 0 ? null : ItemTrend.of(corpus, rows, trend),
                repeat);
    }
}
