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

    private Uids() {}
}
