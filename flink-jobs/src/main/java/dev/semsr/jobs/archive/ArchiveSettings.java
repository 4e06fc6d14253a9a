package dev.semsr.jobs.archive;

import static dev.semsr.jobs.config.OptionChecks.positive;
import static dev.semsr.jobs.config.OptionChecks.positiveDuration;

import dev.semsr.core.archive.ArchiveLimits;
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
 * @param deadLetterBytes size limit of a dead letter
 * @param limits when a session has ended
 * @param maxDelay how late a click may come, by event time
 * @param idleness how long a partition may be silent before it is left out of event time
 * @param backstop how long a session may be silent, by the job's clock
 */
public record ArchiveSettings(
        int maxParallelism,
        ClickLimits clickLimits,
        WriterSchemas writers,
        int deadLetterBytes,
        ArchiveLimits limits,
        Duration maxDelay,
        Duration idleness,
        Duration backstop) {

    /**
     * Takes the settings from the options.
     *
     * @throws InvalidOptionException naming the option that is wrong
     */
    public static ArchiveSettings from(ReadableConfig config) {
        ArchiveLimits limits =
                new ArchiveLimits(
                        positiveDuration(config, RecommendOptions.SESSION_GAP),
                        positive(config, ArchiveOptions.MAX_CLICKS));
        return new ArchiveSettings(
                positive(config, RecommendOptions.MAX_PARALLELISM),
                RecommendSettings.clickLimits(config),
                RecommendSettings.writers(config),
                RecommendSettings.deadLetterBytes(config),
                limits,
                config.get(ArchiveOptions.MAX_DELAY),
                positiveDuration(config, ArchiveOptions.IDLENESS),
                backstop(config, limits));
    }

    private static Duration backstop(ReadableConfig config, ArchiveLimits limits) {
        Duration backstop = config.get(ArchiveOptions.BACKSTOP);
        if (backstop.compareTo(limits.gap()) < 0) {
            throw new InvalidOptionException(
                    "Option '%s' (%s) is shorter than '%s' (%s): sessions would be cut while they go on."
                            .formatted(
                                    ArchiveOptions.BACKSTOP.key(),
                                    backstop,
                                    RecommendOptions.SESSION_GAP.key(),
                                    limits.gap()));
        }
        return backstop;
    }
}
