package dev.semsr.jobs.kafka;

import java.util.Properties;
import org.apache.flink.configuration.Configuration;

/**
 * Passes any Kafka client property through: {@code kafka.<property>} to every client, {@code
 * kafka.consumer.<property>} and {@code kafka.producer.<property>} to one kind, which wins.
 */
public final class KafkaClientProperties {

    private static final String ALL = "kafka.";
    private static final String CONSUMER = "kafka.consumer.";
    private static final String PRODUCER = "kafka.producer.";

    private final Configuration config;

    /** Properties in a job's options. */
    public KafkaClientProperties(Configuration config) {
        this.config = config;
    }

    /** For every kind of client, such as the admin client. */
    public Properties common() {
        return withPrefix(ALL, new Properties());
    }

    /** For consumers. */
    public Properties consumer(Properties defaults) {
        return merged(CONSUMER, defaults);
    }

    /** For producers. */
    public Properties producer(Properties defaults) {
        return merged(PRODUCER, defaults);
    }

    private Properties merged(String prefix, Properties defaults) {
        Properties result = new Properties();
        result.putAll(defaults);
        return withPrefix(prefix, withPrefix(ALL, result));
    }

    private Properties withPrefix(String prefix, Properties into) {
        config.toMap()
                .forEach(
                        (key, value) -> {
                            if (key.startsWith(prefix)
                                    && !(isForOneKind(key) && prefix.equals(ALL))) {
                                into.setProperty(key.substring(prefix.length()), value);
                            }
                        });
        return into;
    }

    private static boolean isForOneKind(String key) {
        return key.startsWith(CONSUMER) || key.startsWith(PRODUCER);
    }
}
