package dev.semsr.model.export;

/**
 * What is added to the sum of the networks' scores from clicks alone.
 *
 * @param coVisits what often follows the newest clicks; null for nothing
 * @param trend what the score of each trained item is raised by, whatever the session; null for
 *     nothing
 * @param repeat what the scores of the session's own items are raised by; 0 for nothing, far below
 *     0 where nobody comes back to an item
 */
@SuppressWarnings("ArrayRecordComponent") // flat arrays go to the device; never compared
public record BehaviourTerms(CoVisitTable coVisits, float[] trend, float repeat) {

    /** The networks alone. */
    public static final BehaviourTerms NONE = new BehaviourTerms(null, null, 0);
}
