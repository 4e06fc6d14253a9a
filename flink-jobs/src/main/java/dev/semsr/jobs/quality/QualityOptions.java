package dev.semsr.jobs.quality;

import static org.apache.flink.configuration.ConfigOptions.key;

import dev.semsr.jobs.recommend.RecommendOptions;
import dev.semsr.jobs.recommend.RecommendOptions.StartOffsets;
import java.time.Duration;
import java.util.List;
import org.apache.flink.configuration.ConfigOption;

/**
 * The options of the quality job. Names are public contract; those that the main job has too mean
 * the same there and here.
 */
public final class QualityOptions {

    /** Name of the job. */
    public static final ConfigOption<String> JOB_NAME =
            key("job.name")
                    .stringType()
                    .defaultValue("semsr-quality")
                    .withDescription("Name of the job in Flink.");

    /** Consumer group. */
    public static final ConfigOption<String> GROUP_ID =
            key("quality.group-id")
                    .stringType()
                    .defaultValue("semsr-quality")
                    .withDescription("Consumer group under which offsets are committed.");

    /** Where to start. */
    public static final ConfigOption<StartOffsets> START =
            key("quality.start")
                    .enumType(StartOffsets.class)
                    .defaultValue(StartOffsets.LATEST)
                    .withDescription(
                            "Where to start reading clicks and recommendations without a savepoint:"
                                    + " COMMITTED (the group's offsets, else the earliest), EARLIEST"
                                    + " or LATEST.");

    /** Topic to write. */
    public static final ConfigOption<String> TOPIC =
            key("quality.topic")
                    .stringType()
                    .defaultValue("quality")
                    .withDescription("Topic of the quality reports.");

    /** Cut-off. */
    public static final ConfigOption<Integer> CUTOFF =
            key("quality.k")
                    .intType()
                    .defaultValue(20)
                    .withDescription("How many items of a list count.");

    /** Length of a window. */
    public static final ConfigOption<Duration> WINDOW =
            key("quality.window")
                    .durationType()
                    .defaultValue(Duration.ofMinutes(1))
                    .withDescription("How much time a report is about, by the job's clock.");

    /** Patience. */
    public static final ConfigOption<Duration> MAX_DELAY =
            key("quality.max-delay")
                    .durationType()
                    .defaultValue(Duration.ofSeconds(5))
                    .withDescription(
                            "How long, by event time, a click waits for the list before it.");

    /** Idle partitions. */
    public static final ConfigOption<Duration> IDLENESS =
            key("quality.idleness")
                    .durationType()
                    .defaultValue(Duration.ofSeconds(10))
                    .withDescription(
                            "A partition without records for so long does not hold up the others'"
                                    + " event time.");

    /** Backstop. */
    public static final ConfigOption<Duration> BACKSTOP =
            key("quality.backstop")
                    .durationType()
                    .defaultValue(Duration.ofSeconds(30))
                    .withDescription(
                            "How long a click waits at most, by the job's clock, where event time"
                                    + " stands still.");

    /** Model store. */
    public static final ConfigOption<String> MODEL_STORE =
            key("quality.model-store")
                    .stringType()
                    .noDefaultValue()
                    .withDescription(
                            "Folder of the model store, on every TaskManager: tells items that a"
                                    + " version was trained on from new ones. Without it reports say"
                                    + " UNKNOWN.");

    /** Whether to act. */
    public static final ConfigOption<Boolean> AUTO_ROLLBACK =
            key("quality.auto-rollback")
                    .booleanType()
                    .defaultValue(false)
                    .withDescription(
                            "Whether a rollout is taken back whose new version is worse than the"
                                    + " versions from before that still answer.");

    /** Topic of the rollouts. */
    public static final ConfigOption<String> ROLLOUTS_TOPIC =
            key("rollouts.topic")
                    .stringType()
                    .defaultValue("model-rollouts")
                    .withDescription(
                            "Topic of the model rollouts, read and written if"
                                    + " quality.auto-rollback is true.");

    /** Allowed deficit. */
    public static final ConfigOption<Double> ROLLBACK_MARGIN =
            key("quality.rollback.margin")
                    .doubleType()
                    .defaultValue(0.01)
                    .withDescription(
                            "How much lower the hit rate of a new version may be, as a difference"
                                    + " of shares: 0.01 is one point.");

    /** Confidence. */
    public static final ConfigOption<Double> ROLLBACK_CONFIDENCE =
            key("quality.rollback.confidence")
                    .doubleType()
                    .defaultValue(0.99)
                    .withDescription(
                            "How sure to be. The test may be asked at any time: the chance that a"
                                    + " version that is not worse is ever taken back is at most 1"
                                    + " less this.");

    /** Least sample. */
    public static final ConfigOption<Integer> ROLLBACK_MIN_CLICKS =
            key("quality.rollback.min-clicks")
                    .intType()
                    .defaultValue(200)
                    .withDescription(
                            "Clicks with a list before them that the new and the old versions must"
                                    + " each have before anything is decided.");

    private QualityOptions() {}

    /** All options, in the order in which they are documented. */
    public static List<ConfigOption<?>> all() {
        return List.of(
                JOB_NAME,
                RecommendOptions.MAX_PARALLELISM,
                RecommendOptions.BOOTSTRAP_SERVERS,
                RecommendOptions.CLICKS_TOPIC,
                RecommendOptions.CLICKS_MAX_ID_LENGTH,
                RecommendOptions.CLICKS_MAX_AGE,
                RecommendOptions.CLICKS_MAX_SKEW,
                RecommendOptions.RECOMMENDATIONS_TOPIC,
                RecommendOptions.SCHEMA_FOLDER,
                RecommendOptions.REGISTRY_URL,
                RecommendOptions.SESSION_RETENTION,
                GROUP_ID,
                START,
                TOPIC,
                CUTOFF,
                WINDOW,
                MAX_DELAY,
                IDLENESS,
                BACKSTOP,
                MODEL_STORE,
                AUTO_ROLLBACK,
                ROLLOUTS_TOPIC,
                ROLLBACK_MARGIN,
                ROLLBACK_CONFIDENCE,
                ROLLBACK_MIN_CLICKS);
    }
}
