package dev.semsr.jobs.quality;

import static dev.semsr.jobs.config.OptionChecks.positive;
import static dev.semsr.jobs.config.OptionChecks.positiveDuration;

import dev.semsr.core.quality.RollbackRule;
import dev.semsr.core.session.ClickLimits;
import dev.semsr.jobs.config.InvalidOptionException;
import dev.semsr.jobs.intake.WriterSchemas;
import dev.semsr.jobs.recommend.RecommendOptions;
import dev.semsr.jobs.recommend.RecommendSettings;
import java.time.Duration;
import org.apache.flink.configuration.ReadableConfig;

/**
 * The options that the graph is built from, checked.
 *
 * @param maxParallelism highest parallelism for ever
 * @param clickLimits what a valid click looks like
 * @param writers where the schemas of those who write clicks are found
 * @param retention how long a session without a click is kept
 * @param cutoff how many items of a list count
 * @param window how much time a report is about
 * @param maxDelay how long a click waits for the list before it, by event time
 * @param idleness how long a partition may be silent before it is left out of event time
 * @param backstop how long a click waits at most, by the job's clock
 * @param items tells known items from new ones
 * @param rollbackRule when a new version is worse
 */
public record QualitySettings(
        int maxParallelism,
        ClickLimits clickLimits,
        WriterSchemas writers,
        Duration retention,
        int cutoff,
        Duration window,
        Duration maxDelay,
        Duration idleness,
        Duration backstop,
        ClickedItems items,
        RollbackRule rollbackRule) {

    /**
     * Takes the settings from the options.
     *
     * @throws InvalidOptionException naming the option that is wrong
     */
    public static QualitySettings from(ReadableConfig config) {
        return new QualitySettings(
                positive(config, RecommendOptions.MAX_PARALLELISM),
                RecommendSettings.clickLimits(config),
                RecommendSettings.writers(config),
                positiveDuration(config, RecommendOptions.SESSION_RETENTION),
                positive(config, QualityOptions.CUTOFF),
                positiveDuration(config, QualityOptions.WINDOW),
                config.get(QualityOptions.MAX_DELAY),
                positiveDuration(config, QualityOptions.IDLENESS),
                positiveDuration(config, QualityOptions.BACKSTOP),
                config.getOptional(QualityOptions.MODEL_STORE)
                        .<ClickedItems>map(StoredClickedItems::new)
                        .orElseGet(ClickedItems::unknown),
                rollbackRule(config));
    }

    private static RollbackRule rollbackRule(ReadableConfig config) {
        try {
            return new RollbackRule(
                    config.get(QualityOptions.ROLLBACK_MARGIN),
                    config.get(QualityOptions.ROLLBACK_CONFIDENCE),
                    positive(config, QualityOptions.ROLLBACK_MIN_CLICKS));
        } catch (IllegalArgumentException e) {
            throw new InvalidOptionException(
                    "Options '%s' and '%s': %s"
                            .formatted(
                                    QualityOptions.ROLLBACK_MARGIN.key(),
                                    QualityOptions.ROLLBACK_CONFIDENCE.key(),
                                    e.getMessage()),
                    e);
        }
    }
}
