package dev.semsr.it.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.Map;

/** The compose file. */
final class ComposeFile {

    private ComposeFile() {}

    /** The whole file. */
    static JsonNode read() {
        return Checkout.yaml("docker/compose.yaml");
    }

    /** What Flink's processes are configured with. */
    static Map<String, String> flinkProperties() {
        Map<String, String> flink = new HashMap<>();
        read().at("/x-flink/environment/FLINK_PROPERTIES")
                .asText()
                .lines()
                .map(line -> line.split(": ", 2))
                .forEach(option -> flink.put(option[0], option[1]));
        if (flink.isEmpty()) {
            throw new IllegalStateException("docker/compose.yaml configures no Flink");
        }
        return flink;
    }
}
