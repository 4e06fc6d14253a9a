package dev.semsr.app.cli;

import dev.semsr.app.broker.Clusters;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import org.apache.kafka.common.KafkaException;
import picocli.CommandLine.Option;

/** How to reach a Kafka cluster, SASL and TLS included; a {@code Mixin}. */
public final class KafkaOptions {

    private static final String BOOTSTRAP = "bootstrap.servers";

    @Option(
            names = {"-b", "--bootstrap-servers"},
            paramLabel = "HOST:PORT",
            description = "Brokers to begin with, separated by commas (default: localhost:9092).")
    private String bootstrapServers;

    @Option(
            names = "--properties",
            paramLabel = "FILE",
            description =
                    "File of Kafka client properties, such as security.protocol, sasl.jaas.config or"
                            + " ssl.truststore.location.")
    private Path file;

    @Option(
            names = "-P",
            paramLabel = "KEY=VALUE",
            description = "A Kafka client property; wins over the file. May be repeated.")
    private Map<String, String> properties = new LinkedHashMap<>();

    /** Whether brokers are named on the command line. */
    boolean isNamed() {
        return bootstrapServers != null;
    }

    /** Properties for any Kafka client: the file's, then {@code -P}, then the brokers' option. */
    public Map<String, String> client() {
        Map<String, String> client = new TreeMap<>(fromFile());
        client.putAll(properties);
        if (bootstrapServers != null) {
            client.put(BOOTSTRAP, bootstrapServers);
        }
        client.putIfAbsent(BOOTSTRAP, "localhost:9092");
        return client;
    }

    /**
     * Whether the brokers answer.
     *
     * @param limit how long to ask
     * @param worthWaiting asked between tries; false ends the waiting early
     * @throws CommandFailure if no client can be made from the properties
     */
    boolean answers(Duration limit, BooleanSupplier worthWaiting) {
        try {
            return Clusters.awaitAnswer(client(), limit, worthWaiting);
        } catch (KafkaException wrong) {
            throw noClient(wrong);
        }
    }

    /** The failure to make a client from the properties. */
    static CommandFailure noClient(KafkaException wrong) {
        return new CommandFailure(
                "No Kafka client can be made from these properties: " + rootMessage(wrong),
                "Check --bootstrap-servers, --properties and -P.",
                wrong);
    }

    private static String rootMessage(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root.getMessage();
    }

    private Map<String, String> fromFile() {
        Map<String, String> read = new TreeMap<>();
        if (file != null) {
            var loaded = new Properties();
            try (Reader reader = Files.newBufferedReader(file)) {
                loaded.load(reader);
            } catch (IOException failure) {
                throw new UncheckedIOException("Cannot read Kafka properties in " + file, failure);
            }
            loaded.stringPropertyNames().forEach(key -> read.put(key, loaded.getProperty(key)));
        }
        return read;
    }
}
