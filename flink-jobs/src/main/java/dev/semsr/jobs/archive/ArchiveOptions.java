package dev.semsr.jobs.archive;

import static org.apache.flink.configuration.ConfigOptions.key;

import dev.semsr.jobs.recommend.RecommendOptions;
import java.time.Duration;
import java.util.List;
import org.apache.flink.configuration.ConfigOption;

/**
 * The options of the archive job. Names are public contract; those that the main job has too mean
 * the same there and here.
 */
public final class ArchiveOptions {

    /** Name of the job. */
    public static final ConfigOption<String> JOB_NAME =
            key("job.name")
                    .stringType()
                    .defaultValue("semsr-archive")
                    .withDescription("Name of the job in Flink.");

    /** Consumer group. */
    public static final ConfigOption<String> CLICKS_GROUP_ID =
            key("clicks.group-id")
                    .stringType()
                    .defaultValue("semsr-archive")
                    .withDescription(
                            "Consumer group under which offsets are committed, for monitoring and"
                                    + " for a start without savepoint.");

    /** Where the files go. */
    public static final ConfigOption<String> FOLDER =
            key("archive.folder")
                    .stringType()
                    .noDefaultValue()
                    .withDescription(
                            "Folder of the archive, the same on every TaskManager: a path or a URI"
                                    + " of a file system that Flink knows. Required.");

    /** Longest session. */
    public static final ConfigOption<Integer> MAX_CLICKS =
            key("archive.max-clicks")
                    .intType()
                    .defaultValue(200)
                    .withDescription(
                            "A session of so many clicks is archived and goes on as a new one.");

    /** Patience with late clicks. */
    public static final ConfigOption<Duration> MAX_DELAY =
            key("archive.max-delay")
                    .durationType()
                    .defaultValue(Duration.ofMinutes(1))
                    .withDescription(
                            "How late, by event time, a click may come and still find its session"
                                    + " open. Later ones become sessions of their own.");

    /** Idle partitions. */
    public static final ConfigOption<Duration> IDLENESS =
            key("archive.idleness")
                    .durationType()
                    .defaultValue(Duration.ofMinutes(1))
                    .withDescription(
                            "A partition without clicks for so long does not hold up the others'"
                                    + " event time.");

    /** Backstop. */
    public static final ConfigOption<Duration> BACKSTOP =
            key("archive.backstop")
                    .durationType()
                    .defaultValue(Duration.ofHours(1))
                    .withDescription(
                            "A session without a click for so long, by the job's clock, has ended"
                                    + " even if event time stands still. At least session.gap.");

    private ArchiveOptions() {}

    /** All options, in the order in which they are documented. */
    public static List<ConfigOption<?>> all() {
        return List.of(
                JOB_NAME,
                RecommendOptions.MAX_PARALLELISM,
                RecommendOptions.BOOTSTRAP_SERVERS,
                RecommendOptions.CLICKS_TOPIC,
                CLICKS_GROUP_ID,
                RecommendOptions.CLICKS_START,
                RecommendOptions.CLICKS_MAX_ID_LENGTH,
                RecommendOptions.CLICKS_MAX_AGE,
                RecommendOptions.CLICKS_MAX_SKEW,
                RecommendOptions.DEAD_LETTERS_TOPIC,
                RecommendOptions.DEAD_LETTERS_MAX_SIZE,
                RecommendOptions.SCHEMA_FOLDER,
                RecommendOptions.REGISTRY_URL,
                RecommendOptions.SESSION_GAP,
                FOLDER,
                MAX_CLICKS,
                MAX_DELAY,
                IDLENESS,
                BACKSTOP);
    }
}
