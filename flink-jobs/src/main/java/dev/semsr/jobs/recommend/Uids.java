package dev.semsr.jobs.recommend;

/**
 * Uids of the main job's operators: by them a savepoint finds its operator again. Never change one,
 * never use one again for something else.
 */
public final class Uids {

    /** Reads the clicks topic. */
    public static final String CLICKS_SOURCE = "clicks-source";

    /** Decodes and validates clicks. */
    public static final String DECODE_CLICKS = "decode-clicks";

    /** Keeps the sessions; holds the keyed state. */
    public static final String SESSIONS = "sessions";

    /**
     * Sends clicks that have waited for too long to the fallback; there only if it is asked for.
     */
    public static final String OVERLOAD = "overload";

    /** Asks the model; holds the requests in flight. */
    public static final String SCORE = "score";

    /** Makes the final lists. */
    public static final String RANK = "rank";

    /** Writes the recommendations topic. */
    public static final String RECOMMENDATIONS_SINK = "recommendations-sink";

    /** Writes the dead letters topic. */
    public static final String DEAD_LETTERS_SINK = "dead-letters-sink";

    /** Reads the rollouts topic. */
    public static final String ROLLOUTS_SOURCE = "rollouts-source";

    /** Decodes and checks rollouts. */
    public static final String DECODE_ROLLOUTS = "decode-rollouts";

    /** Asks the versions that only score along. */
    public static final String SCORE_SHADOW = "score-shadow";

    /** Makes the lists of those versions. */
    public static final String RANK_SHADOW = "rank-shadow";

    /** Writes the shadow topic. */
    public static final String SHADOW_SINK = "shadow-sink";

    private Uids() {}
}
