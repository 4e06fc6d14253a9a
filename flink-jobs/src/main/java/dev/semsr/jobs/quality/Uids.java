package dev.semsr.jobs.quality;

/**
 * Uids of the quality job's operators: by them a savepoint finds its operator again. Never change
 * one, never use one again for something else.
 */
public final class Uids {

    /** Reads the clicks topic. */
    public static final String CLICKS_SOURCE = "clicks-source";

    /** Decodes and validates clicks. */
    public static final String DECODE_CLICKS = "decode-clicks";

    /** Reads the recommendations topic. */
    public static final String RECOMMENDATIONS_SOURCE = "recommendations-source";

    /** Decodes recommendations. */
    public static final String DECODE_RECOMMENDATIONS = "decode-recommendations";

    /** Joins clicks with the lists before them; holds the keyed state. */
    public static final String JUDGE = "judge";

    /** Tells known items from new ones. */
    public static final String CLICKED_ITEMS = "clicked-items";

    /** Adds judgements up; holds the open reports. */
    public static final String REPORT = "report";

    /** Writes the quality topic. */
    public static final String QUALITY_SINK = "quality-sink";

    /** Reads the rollouts topic. */
    public static final String ROLLOUTS_SOURCE = "rollouts-source";

    /** Decodes rollouts. */
    public static final String DECODE_ROLLOUTS = "decode-rollouts";

    /** Watches over rollouts; holds the counts of the versions that take part. */
    public static final String WATCH_ROLLOUTS = "watch-rollouts";

    /** Writes rollbacks to the rollouts topic. */
    public static final String ROLLBACKS_SINK = "rollbacks-sink";

    private Uids() {}
}
