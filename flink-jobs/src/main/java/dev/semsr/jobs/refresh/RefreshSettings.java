package dev.semsr.jobs.refresh;

import static dev.semsr.jobs.config.OptionChecks.positive;

import dev.semsr.core.encoding.ItemTextTemplate;
import dev.semsr.jobs.config.InvalidOptionException;
import dev.semsr.jobs.encoding.EncodingSettings;
import java.io.Serializable;
import java.time.Duration;
import java.util.function.Supplier;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.ReadableConfig;

/**
 * The options that the graph is built from, checked.
 *
 * @param maxParallelism highest parallelism for ever
 * @param maxIdLength longest item id
 * @param schemaFolder folder with further writer schemas; null for none
 * @param deadLetterBytes size limit of a dead letter
 * @param template which parts of an item make its text
 * @param maxQueued ids of waiting items that a subtask holds in memory
 * @param maxAtEncoder texts of a subtask that are with the encoder at a time
 * @param encoding how texts are brought to the encoder
 */
public record RefreshSettings(
        int maxParallelism,
        int maxIdLength,
        String schemaFolder,
        int deadLetterBytes,
        String template,
        int maxQueued,
        int maxAtEncoder,
        EncodingSettings encoding)
        implements Serializable {

    private static final long serialVersionUID = 1L;

    /**
     * Takes the settings from the options.
     *
     * @throws InvalidOptionException naming the option that is wrong
     */
    public static RefreshSettings from(ReadableConfig config) {
        int batch = positive(config, RefreshOptions.ENCODER_MAX_BATCH);
        return new RefreshSettings(
                positive(config, RefreshOptions.MAX_PARALLELISM),
                positive(config, RefreshOptions.ITEMS_MAX_ID_LENGTH),
                config.get(RefreshOptions.SCHEMA_FOLDER),
                deadLetterBytes(config),
                template(config),
                positive(config, RefreshOptions.ENCODER_QUEUE_CAPACITY),
                BATCHES_AT_ENCODER * batch,
                encoding(config, batch));
    }

    /** One batch is encoded while the next ones gather. */
    private static final int BATCHES_AT_ENCODER = 4;

    private static EncodingSettings encoding(ReadableConfig config, int batch) {
        double rate = config.get(RefreshOptions.ENCODER_MAX_REQUESTS);
        if (!(rate >= 0)) {
            throw new InvalidOptionException(
                    "Option '%s' is %s; it must be 0 (no limit) or more."
                            .formatted(RefreshOptions.ENCODER_MAX_REQUESTS.key(), rate));
        }
        return new EncodingSettings(
                batch,
                rate,
                positiveDuration(config, RefreshOptions.ENCODER_FIRST_BACK_OFF),
                positiveDuration(config, RefreshOptions.ENCODER_MAX_BACK_OFF),
                config.get(RefreshOptions.ENCODER_CACHE_FOLDER));
    }

    private static String template(ReadableConfig config) {
        String name = config.get(RefreshOptions.ENCODER_TEMPLATE);
        return checked(RefreshOptions.ENCODER_TEMPLATE, () -> ItemTextTemplate.parse(name)).name();
    }

    private static int deadLetterBytes(ReadableConfig config) {
        return checked(
                RefreshOptions.DEAD_LETTERS_MAX_SIZE,
                () -> Math.toIntExact(config.get(RefreshOptions.DEAD_LETTERS_MAX_SIZE).getBytes()));
    }

    /** A value that says by an exception what is wrong with it. */
    static <T> T checked(ConfigOption<?> option, Supplier<T> value) {
        try {
            return value.get();
        } catch (IllegalArgumentException | ArithmeticException e) {
            throw new InvalidOptionException(
                    "Option '%s': %s".formatted(option.key(), e.getMessage()), e);
        }
    }

    static Duration positiveDuration(ReadableConfig config, ConfigOption<Duration> option) {
        Duration value = config.get(option);
        if (value.toMillis() < 1) {
            throw new InvalidOptionException(
                    "Option '%s' is %s; it must be at least 1 ms.".formatted(option.key(), value));
        }
        return value;
    }
}
