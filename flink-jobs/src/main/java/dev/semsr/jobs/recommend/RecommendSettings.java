package dev.semsr.jobs.recommend;

import static dev.semsr.jobs.config.OptionChecks.positive;
import static dev.semsr.jobs.config.OptionChecks.positiveDuration;

import dev.semsr.core.ranking.RankingSettings;
import dev.semsr.core.session.ClickLimits;
import dev.semsr.core.session.SessionLimits;
import dev.semsr.jobs.config.InvalidOptionException;
import dev.semsr.jobs.intake.WriterSchemas;
import dev.semsr.jobs.scoring.BatchingSettings;
import java.time.Duration;
import org.apache.flink.configuration.ReadableConfig;

/**
 * The options that the graph is built from, checked.
 *
 * @param maxParallelism highest parallelism for ever
 * @param clickLimits what a valid click looks like
 * @param writers where the schemas of those who write clicks are found
 * @param deadLetterBytes size limit of a dead letter
 * @param sessionLimits how much is remembered of a session
 * @param sessionRetention how long a session without a click is kept
 * @param scoringTimeout how long a click waits for the model
 * @param overloadAfter age beyond which a click is answered by the fallback; null for none
 * @param scoringCapacity clicks that wait for the model in one subtask
 * @param batching how requests are put together for the device
 * @param ranking how lists are made
 * @param rulesPatience how long a process waits for the rules before its first list
 */
public record RecommendSettings(
        int maxParallelism,
        ClickLimits clickLimits,
        WriterSchemas writers,
        int deadLetterBytes,
        SessionLimits sessionLimits,
        Duration sessionRetention,
        Duration scoringTimeout,
        Duration overloadAfter,
        int scoringCapacity,
        BatchingSettings batching,
        RankingSettings ranking,
        Duration rulesPatience) {

    /**
     * Takes the settings from the options.
     *
     * @throws InvalidOptionException naming the option that is wrong
     */
    public static RecommendSettings from(ReadableConfig config) {
        RankingSettings ranking = ranking(config);
        return new RecommendSettings(
                positive(config, RecommendOptions.MAX_PARALLELISM),
                clickLimits(config),
                writers(config),
                deadLetterBytes(config),
                sessionLimits(config),
                retention(config),
                positiveDuration(config, RecommendOptions.SCORING_TIMEOUT),
                config.getOptional(RecommendOptions.SCORING_OVERLOAD_AFTER).isPresent()
                        ? positiveDuration(config, RecommendOptions.SCORING_OVERLOAD_AFTER)
                        : null,
                positive(config, RecommendOptions.SCORING_CAPACITY),
                batching(config, ranking),
                ranking,
                positiveDuration(config, RecommendOptions.RULES_CATCH_UP_TIMEOUT));
    }

    private static RankingSettings ranking(ReadableConfig config) {
        try {
            return new RankingSettings(
                    positive(config, RecommendOptions.RANKING_TOP_K),
                    config.get(RecommendOptions.RANKING_FILTER_SEEN),
                    config.get(RecommendOptions.RANKING_FILTER_PURCHASED),
                    config.get(RecommendOptions.RANKING_OVER_FETCH),
                    config.get(RecommendOptions.RANKING_DIVERSITY),
                    config.get(RecommendOptions.RANKING_EXPLAIN));
        } catch (IllegalArgumentException e) {
            throw new InvalidOptionException(
                    "One of the options ranking.* is wrong: %s.".formatted(e.getMessage()), e);
        }
    }

    /** What a valid click looks like, by the options; for every job that reads clicks. */
    public static ClickLimits clickLimits(ReadableConfig config) {
        return new ClickLimits(
                positive(config, RecommendOptions.CLICKS_MAX_ID_LENGTH),
                positiveDuration(config, RecommendOptions.CLICKS_MAX_AGE),
                positiveDuration(config, RecommendOptions.CLICKS_MAX_SKEW));
    }

    /** Where schemas are found, by the options; for every job that reads clicks. */
    public static WriterSchemas writers(ReadableConfig config) {
        String registry = config.get(RecommendOptions.REGISTRY_URL);
        if (registry != null && !registry.matches("https?://[^\\s/]+.*")) {
            throw new InvalidOptionException(
                    "Option '%s' is '%s'; write an address such as http://registry:8081."
                            .formatted(RecommendOptions.REGISTRY_URL.key(), registry));
        }
        return new WriterSchemas(config.get(RecommendOptions.SCHEMA_FOLDER), registry);
    }

    private static SessionLimits sessionLimits(ReadableConfig config) {
        return new SessionLimits(
                positive(config, RecommendOptions.SESSION_MAX_CLICKS),
                positive(config, RecommendOptions.SESSION_RECENT_EVENTS),
                positiveDuration(config, RecommendOptions.SESSION_GAP),
                positive(config, RecommendOptions.SESSION_MAX_RATE));
    }

    private static BatchingSettings batching(ReadableConfig config, RankingSettings ranking) {
        return new BatchingSettings(
                positive(config, RecommendOptions.SCORING_MAX_BATCH),
                positive(config, RecommendOptions.SCORING_QUEUE_CAPACITY),
                ranking.topK() + ranking.overFetch(),
                positiveDuration(config, RecommendOptions.MODEL_POLL_INTERVAL));
    }

    private static Duration retention(ReadableConfig config) {
        Duration retention = config.get(RecommendOptions.SESSION_RETENTION);
        Duration gap = config.get(RecommendOptions.SESSION_GAP);
        if (retention.compareTo(gap) < 0) {
            throw new InvalidOptionException(
                    "Option '%s' (%s) is shorter than '%s' (%s): sessions would be forgotten while they go on."
                            .formatted(
                                    RecommendOptions.SESSION_RETENTION.key(),
                                    retention,
                                    RecommendOptions.SESSION_GAP.key(),
                                    gap));
        }
        return retention;
    }

    /** Size limit of a dead letter, by the options; for every job that writes them. */
    public static int deadLetterBytes(ReadableConfig config) {
        long bytes = config.get(RecommendOptions.DEAD_LETTERS_MAX_SIZE).getBytes();
        if (bytes > Integer.MAX_VALUE) {
            throw new InvalidOptionException(
                    "Option '%s' is %d bytes; at most %d are possible."
                            .formatted(
                                    RecommendOptions.DEAD_LETTERS_MAX_SIZE.key(),
                                    bytes,
                                    Integer.MAX_VALUE));
        }
        return (int) bytes;
    }
}
