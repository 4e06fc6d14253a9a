package dev.semsr.app.items;

import java.util.Map;

/**
 * Where the items topic is.
 *
 * @param name its name
 * @param client properties of a Kafka client, {@code bootstrap.servers} among them
 * @param option the option that names it, for people
 */
public record ItemsTopic(String name, Map<String, ?> client, String option) {

    /** Copies the properties. */
    public ItemsTopic {
        client = Map.copyOf(client);
    }

    /** The brokers to begin with. */
    String brokers() {
        return String.valueOf(client.get("bootstrap.servers"));
    }
}
