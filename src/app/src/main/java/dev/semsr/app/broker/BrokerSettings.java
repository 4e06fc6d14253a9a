package dev.semsr.app.broker;

import java.nio.file.Path;
import java.util.Map;

/**
 * What a single-node broker needs to know before it starts. The ports are fixed here, not at start,
 * so that a broker which was stopped or killed comes back at the same address.
 *
 * @param folder data folder; formatted on first use, reused afterwards
 * @param port port of the clients' listener on the loopback interface
 * @param controllerPort port of the controller's listener on the loopback interface
 * @param overrides broker properties that win over the defaults
 */
public record BrokerSettings(
        Path folder, int port, int controllerPort, Map<String, String> overrides) {

    /** Copies the overrides. */
    public BrokerSettings {
        overrides = Map.copyOf(overrides);
    }

    /** A broker in {@code folder} on ports that are free now. */
    public static BrokerSettings inFolder(Path folder) {
        return new BrokerSettings(folder, FreePorts.next(), FreePorts.next(), Map.of());
    }

    /** The same broker with the clients' listener on a port of the caller's choice. */
    public BrokerSettings withPort(int chosen) {
        return new BrokerSettings(folder, chosen, controllerPort, overrides);
    }

    /** The same broker with one more property. */
    public BrokerSettings with(String key, String value) {
        var more = new java.util.HashMap<>(overrides);
        more.put(key, value);
        return new BrokerSettings(folder, port, controllerPort, more);
    }

    /** Address for {@code bootstrap.servers}. */
    public String bootstrapServers() {
        return "127.0.0.1:" + port;
    }
}
