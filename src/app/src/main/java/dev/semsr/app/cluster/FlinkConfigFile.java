package dev.semsr.app.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Flink's configuration for a small cluster on one machine. Failures are noticed in seconds: what
 * is set here and why stands in {@code docs/reliability.md}.
 */
final class FlinkConfigFile {

    /** Name of the log's configuration. */
    static final String LOGGING = "log4j2.properties";

    private FlinkConfigFile() {}

    /**
     * Writes {@code conf/config.yaml}.
     *
     * @param folder of the cluster
     * @param ports where its processes listen
     * @param further options that win over the defaults
     * @return folder of the file
     */
    static Path write(Path folder, FlinkPorts ports, Map<String, String> further) {
        Map<String, String> options = new LinkedHashMap<>(addresses(folder, ports));
        options.putAll(memory());
        options.putAll(recovery(folder, ports));
        options.putAll(further);
        Path conf = folder.resolve("conf");
        try {
            Files.createDirectories(conf);
            Files.createDirectories(folder.resolve("tmp"));
            Files.writeString(
                    conf.resolve("config.yaml"),
                    options.entrySet().stream()
                            .map(option -> option.getKey() + ": " + option.getValue() + "\n")
                            .collect(Collectors.joining()));
            Files.writeString(conf.resolve("zoo.cfg"), zooKeeper(folder, ports));
            Files.writeString(conf.resolve(LOGGING), logging());
        } catch (IOException failure) {
            throw new UncheckedIOException("Cannot write " + conf, failure);
        }
        return conf;
    }

    private static Map<String, String> addresses(Path folder, FlinkPorts ports) {
        return Map.of(
                "jobmanager.rpc.address",
                "127.0.0.1",
                "jobmanager.rpc.port",
                Integer.toString(ports.rpc()),
                "rest.address",
                "127.0.0.1",
                "rest.bind-address",
                "127.0.0.1",
                "rest.port",
                Integer.toString(ports.rest()),
                "blob.server.port",
                Integer.toString(ports.blobs()),
                "taskmanager.host",
                "127.0.0.1",
                "io.tmp.dirs",
                folder.resolve("tmp").toString());
    }

    private static Map<String, String> memory() {
        return Map.ofEntries(
                Map.entry("taskmanager.numberOfTaskSlots", "2"),
                Map.entry("taskmanager.cpu.cores", "2"),
                Map.entry("taskmanager.load-balance.mode", "SLOTS"),
                Map.entry("taskmanager.memory.framework.heap.size", "128m"),
                Map.entry("taskmanager.memory.framework.off-heap.size", "64m"),
                Map.entry("taskmanager.memory.task.heap.size", "384m"),
                Map.entry("taskmanager.memory.task.off-heap.size", "512m"),
                Map.entry("taskmanager.memory.managed.size", "128m"),
                Map.entry("taskmanager.memory.network.min", "64m"),
                Map.entry("taskmanager.memory.network.max", "64m"),
                Map.entry("taskmanager.network.memory.buffer-debloat.enabled", "true"),
                Map.entry("taskmanager.memory.jvm-metaspace.size", "256m"),
                Map.entry("taskmanager.memory.jvm-overhead.min", "128m"),
                Map.entry("taskmanager.memory.jvm-overhead.max", "128m"));
    }

    private static Map<String, String> recovery(Path folder, FlinkPorts ports) {
        return Map.ofEntries(
                Map.entry("high-availability.type", "zookeeper"),
                Map.entry("high-availability.zookeeper.quorum", "127.0.0.1:" + ports.zooKeeper()),
                Map.entry(
                        "high-availability.storageDir",
                        folder.resolve("high-availability").toUri().toString()),
                Map.entry("high-availability.jobmanager.port", Integer.toString(ports.rpc())),
                Map.entry("high-availability.zookeeper.client.session-timeout", "4 s"),
                Map.entry("high-availability.zookeeper.client.connection-timeout", "3 s"),
                Map.entry("high-availability.zookeeper.client.retry-wait", "500 ms"),
                Map.entry("heartbeat.interval", "500 ms"),
                Map.entry("heartbeat.timeout", "6 s"),
                Map.entry("heartbeat.rpc-failure-threshold", "2"),
                Map.entry("restart-strategy.type", "exponential-delay"),
                Map.entry("restart-strategy.exponential-delay.initial-backoff", "500 ms"),
                Map.entry("restart-strategy.exponential-delay.max-backoff", "2 s"),
                Map.entry("restart-strategy.exponential-delay.reset-backoff-threshold", "10 s"),
                Map.entry("slot.request.timeout", "60 s"),
                Map.entry("resourcemanager.standalone.start-up-time", "60 s"),
                Map.entry("cluster.registration.initial-timeout", "100 ms"),
                Map.entry("cluster.registration.max-timeout", "2 s"),
                Map.entry("cluster.registration.error-delay", "1 s"),
                Map.entry("cluster.registration.refused-registration-delay", "1 s"));
    }

    private static String logging() {
        return """
                rootLogger.level = INFO
                rootLogger.appenderRef.console.ref = Console
                appender.console.name = Console
                appender.console.type = CONSOLE
                appender.console.layout.type = PatternLayout
                appender.console.layout.pattern = %d{HH:mm:ss.SSS} %-5p %c{1} - %m%n
                logger.kafka.name = org.apache.kafka
                logger.kafka.level = WARN
                """;
    }

    private static String zooKeeper(Path folder, FlinkPorts ports) {
        return """
                tickTime=500
                dataDir=%s
                clientPort=%d
                clientPortAddress=127.0.0.1
                admin.enableServer=false
                maxClientCnxns=0
                """
                .formatted(folder.resolve("zookeeper"), ports.zooKeeper());
    }
}
