package dev.semsr.app.broker;

import java.util.Map;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.utils.Time;

/**
 * A real single-node Kafka broker (KRaft, broker and controller in one) inside this process.
 *
 * <pre>{@code
 * try (var broker = EmbeddedBroker.start(BrokerSettings.inFolder(folder))) {
 *     Topics.standard(2).create(broker.client());
 *     ...
 * }
 * }</pre>
 *
 * <p>A broker whose data folder is deleted under it ends the whole process; close it first. For a
 * broker that is killed and comes back see {@link BrokerProcess}.
 */
public final class EmbeddedBroker implements AutoCloseable {

    private final BrokerSettings settings;
    private final KafkaRaftServer server;

    private EmbeddedBroker(BrokerSettings settings, KafkaRaftServer server) {
        this.settings = settings;
        this.server = server;
    }

    /** Formats the data folder if needed, starts, and returns once clients are answered. */
    public static EmbeddedBroker start(BrokerSettings settings) {
        var storage = new BrokerStorage(settings);
        storage.format();
        var server = new KafkaRaftServer(new KafkaConfig(storage.properties()), Time.SYSTEM);
        try {
            server.startup();
        } catch (RuntimeException failure) {
            throw new IllegalStateException(
                    "The broker did not start on "
                            + settings.bootstrapServers()
                            + ": "
                            + failure.getMessage(),
                    failure);
        }
        return new EmbeddedBroker(settings, server);
    }

    /** Address for {@code bootstrap.servers}. */
    public String bootstrapServers() {
        return settings.bootstrapServers();
    }

    /** Properties of a client that talks to it. */
    public Map<String, String> client() {
        return Map.of("bootstrap.servers", bootstrapServers());
    }

    /** Stops the broker and waits until its listeners are closed. The data stays. */
    @Override
    public void close() {
        server.shutdown();
        server.awaitShutdown();
    }
}
