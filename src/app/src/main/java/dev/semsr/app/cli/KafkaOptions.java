package dev.semsr.app.cli;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
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
