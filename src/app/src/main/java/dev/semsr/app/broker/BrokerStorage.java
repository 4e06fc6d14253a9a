package dev.semsr.app.broker;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.Feature;

/** The data folder of a single-node broker: its properties and its formatting. */
final class BrokerStorage {

    private static final int NODE = 1;
    private static final String CONTROLLER = "CONTROLLER";

    private final BrokerSettings settings;

    BrokerStorage(BrokerSettings settings) {
        this.settings = settings;
    }

    /** Properties of a broker and controller in one, sized for a laptop. */
    Properties properties() {
        var properties = new Properties();
        properties.putAll(addresses());
        properties.putAll(sizes());
        properties.putAll(settings.overrides());
        return properties;
    }

    private Map<String, String> addresses() {
        String clients = "PLAINTEXT://" + settings.bootstrapServers();
        String controller = "127.0.0.1:" + settings.controllerPort();
        return Map.of(
                "process.roles",
                "broker,controller",
                "node.id",
                Integer.toString(NODE),
                "listeners",
                clients + "," + CONTROLLER + "://" + controller,
                "advertised.listeners",
                clients,
                "listener.security.protocol.map",
                "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT",
                "controller.listener.names",
                CONTROLLER,
                "controller.quorum.voters",
                NODE + "@" + controller,
                "log.dirs",
                logFolder().toString());
    }

    private static Map<String, String> sizes() {
        return Map.ofEntries(
                Map.entry("offsets.topic.replication.factor", "1"),
                Map.entry("offsets.topic.num.partitions", "4"),
                Map.entry("transaction.state.log.replication.factor", "1"),
                Map.entry("transaction.state.log.min.isr", "1"),
                Map.entry("transaction.state.log.num.partitions", "4"),
                Map.entry("share.coordinator.state.topic.replication.factor", "1"),
                Map.entry("share.coordinator.state.topic.min.isr", "1"),
                Map.entry("group.initial.rebalance.delay.ms", "0"),
                Map.entry("auto.create.topics.enable", "false"),
                Map.entry("num.network.threads", "2"),
                Map.entry("num.io.threads", "2"),
                Map.entry("log.cleaner.dedupe.buffer.size", "8388608"),
                // Alone, it has nobody to hand over to: a machine that is busy must not stop it.
                Map.entry("broker.session.timeout.ms", "30000"));
    }

    /** Formats the data folder unless that was done before. */
    void format() {
        try {
            Files.createDirectories(logFolder());
            var formatter =
                    new Formatter()
                            .setSupportedFeatures(Feature.PRODUCTION_FEATURES)
                            .setNodeId(NODE)
                            .setClusterId(clusterId())
                            .setControllerListenerName(CONTROLLER)
                            .setMetadataLogDirectory(logFolder().toString())
                            .addDirectory(logFolder().toString())
                            .setPrintStream(new PrintStream(OutputStream.nullOutputStream()))
                            .setIgnoreFormatted(true);
            formatter.run();
        } catch (Exception failure) {
            throw new IllegalStateException(
                    "Cannot format the broker's data folder "
                            + settings.folder()
                            + ": "
                            + failure.getMessage()
                            + ". Delete the folder, or choose another.",
                    failure);
        }
    }

    /** Writes the properties as a file, for a broker in a process of its own. */
    Path writeProperties() {
        Path file = settings.folder().resolve("broker.properties");
        try {
            Files.createDirectories(settings.folder());
            try (var writer = Files.newBufferedWriter(file)) {
                properties().store(writer, null);
            }
            return file;
        } catch (IOException failure) {
            throw new UncheckedIOException("Cannot write " + file, failure);
        }
    }

    private Path logFolder() {
        return settings.folder().resolve("logs").toAbsolutePath();
    }

    /** The id that the folder already has, or a new one: a different id would be refused. */
    private String clusterId() throws IOException {
        Path meta = logFolder().resolve("meta.properties");
        if (!Files.exists(meta)) {
            return Uuid.randomUuid().toString();
        }
        var known = new Properties();
        try (var reader = Files.newBufferedReader(meta)) {
            known.load(reader);
        }
        return known.getProperty("cluster.id");
    }
}
