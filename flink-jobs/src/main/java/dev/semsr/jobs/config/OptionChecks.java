package dev.semsr.jobs.config;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import org.apache.commons.text.similarity.LevenshteinDistance;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.ReadableConfig;

/** Finds wrong options at start, where a person is looking, instead of later in a TaskManager. */
public final class OptionChecks {

    /** Options that are not ours: those of the Kafka clients, of Flink and of the JVM's clients. */
    private static final List<String> FOREIGN =
            List.of(
                    "kafka.",
                    "$internal.",
                    "akka.",
                    "blob.",
                    "client.",
                    "classloader.",
                    "cluster.",
                    "compiler.",
                    "deployment.",
                    "env.",
                    "execution.",
                    "fs.",
                    "heartbeat.",
                    "high-availability.",
                    "historyserver.",
                    "io.tmp.dirs",
                    "jobmanager.",
                    "jobstore.",
                    "kubernetes.",
                    "metrics.",
                    "parallelism.default",
                    "pekko.",
                    "pipeline.",
                    "process.",
                    "queryable-state.",
                    "resourcemanager.",
                    "rest.",
                    "restart-strategy.",
                    "s3.",
                    "security.",
                    "slot.",
                    "slotmanager.",
                    "state.",
                    "table.",
                    "task.",
                    "taskmanager.",
                    "web.",
                    "yarn.");

    private OptionChecks() {}

    /**
     * Checks that every key is known and every value of the right type.
     *
     * @throws InvalidOptionException naming the first key that is not, with the nearest known one
     */
    public static void checkKeysAndTypes(Configuration config, List<ConfigOption<?>> known) {
        List<String> names = known.stream().map(ConfigOption::key).toList();
        for (String key : config.keySet()) {
            if (!names.contains(key) && !isForeign(key)) {
                throw new InvalidOptionException(
                        "Unknown option '%s'. Did you mean '%s'?"
                                .formatted(key, nearest(key, names)));
            }
        }
        known.forEach(option -> checkType(config, option));
    }

    /**
     * The value of an option that must be set.
     *
     * @throws InvalidOptionException if it is not
     */
    public static <T> T required(ReadableConfig config, ConfigOption<T> option) {
        return config.getOptional(option)
                .orElseThrow(
                        () ->
                                new InvalidOptionException(
                                        "Option '%s' is required and not set. Set it with --%s VALUE."
                                                .formatted(option.key(), option.key())));
    }

    /**
     * The value of an option that must be at least 1.
     *
     * @throws InvalidOptionException if it is not
     */
    public static int positive(ReadableConfig config, ConfigOption<Integer> option) {
        int value = config.get(option);
        if (value < 1) {
            throw new InvalidOptionException(
                    "Option '%s' is %d; it must be at least 1.".formatted(option.key(), value));
        }
        return value;
    }

    /**
     * The value of an option that must be at least a millisecond.
     *
     * @throws InvalidOptionException if it is not
     */
    public static Duration positiveDuration(ReadableConfig config, ConfigOption<Duration> option) {
        Duration value = config.get(option);
        if (value.toMillis() < 1) {
            throw new InvalidOptionException(
                    "Option '%s' is %s; it must be at least 1 ms.".formatted(option.key(), value));
        }
        return value;
    }

    /** Whether the key belongs to a Kafka client or to Flink. */
    private static boolean isForeign(String key) {
        return FOREIGN.stream().anyMatch(key::startsWith);
    }

    private static void checkType(Configuration config, ConfigOption<?> option) {
        try {
            config.getOptional(option);
        } catch (IllegalArgumentException e) {
            throw new InvalidOptionException(
                    "Option '%s' has the value '%s', which is wrong: %s"
                            .formatted(
                                    option.key(),
                                    config.toMap().get(option.key()),
                                    e.getCause() == null
                                            ? e.getMessage()
                                            : e.getCause().getMessage()),
                    e);
        }
    }

    private static String nearest(String key, List<String> names) {
        LevenshteinDistance distance = LevenshteinDistance.getDefaultInstance();
        return names.stream()
                .min(Comparator.comparingInt(name -> distance.apply(key, name)))
                .orElseThrow();
    }
}
