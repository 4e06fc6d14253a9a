package dev.semsr.app.chaos;

import dev.semsr.app.broker.BrokerProcess;
import dev.semsr.app.broker.BrokerSettings;
import dev.semsr.app.broker.FreePorts;
import dev.semsr.app.broker.Topics;
import dev.semsr.app.cluster.EmptyJar;
import dev.semsr.app.cluster.FlinkProcesses;
import dev.semsr.app.cluster.JavaProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Broker, Flink and the job of a run. Clients of this process talk to the broker directly, the job
 * through a line that can be cut.
 */
final class ChaosCluster implements AutoCloseable {

    /** Partitions of the topics, and the highest parallelism. */
    static final int PARTITIONS = 4;

    private static final int TASK_MANAGERS = 2;
    private static final int FIRST_PARALLELISM = 2;

    private final ChaosSettings settings;
    private final FaultSwitches switches;
    private final BrokerProcess broker;
    private final CutOff line;
    private final String jobServers;
    private final FlinkProcesses flink;
    private String job;
    private int parallelism = FIRST_PARALLELISM;

    private ChaosCluster(ChaosSettings settings) {
        this.settings = settings;
        switches = new FaultSwitches(settings.work().resolve("faults"));
        int linePort = FreePorts.next();
        int behindLine = FreePorts.next();
        jobServers = "127.0.0.1:" + linePort;
        broker = new BrokerProcess(broker(settings.work(), linePort, behindLine));
        broker.start();
        line = new CutOff(linePort, behindLine);
        Topics.standard(PARTITIONS).create(Map.of("bootstrap.servers", broker.bootstrapServers()));
        flink =
                FlinkProcesses.start(
                        flinkFolder(), TASK_MANAGERS, flinkOptions(), JavaProcess.ownClassPath());
        flink.supervise();
    }

    /** Starts everything, the job last. */
    static ChaosCluster start(ChaosSettings settings) {
        var cluster = new ChaosCluster(settings);
        try {
            cluster.submit(List.of());
        } catch (RuntimeException failure) {
            cluster.close();
            throw failure;
        }
        return cluster;
    }

    /** A broker with a second listener, whose clients are told to come through the line. */
    private static BrokerSettings broker(Path work, int linePort, int behindLine) {
        BrokerSettings plain = BrokerSettings.inFolder(work.resolve("broker"));
        String direct = "PLAINTEXT://" + plain.bootstrapServers();
        return plain.with(
                        "listeners",
                        "%s,LINE://127.0.0.1:%d,CONTROLLER://127.0.0.1:%d"
                                .formatted(direct, behindLine, plain.controllerPort()))
                .with("advertised.listeners", direct + ",LINE://127.0.0.1:" + linePort)
                .with(
                        "listener.security.protocol.map",
                        "PLAINTEXT:PLAINTEXT,LINE:PLAINTEXT,CONTROLLER:PLAINTEXT");
    }

    private Path flinkFolder() {
        try {
            return Files.createDirectories(settings.work().resolve("flink"));
        } catch (IOException failure) {
            throw new UncheckedIOException("Cannot make a folder for Flink", failure);
        }
    }

    private Map<String, String> flinkOptions() {
        Path checkpoints = settings.work().resolve("checkpoints");
        return Map.of(
                "execution.checkpointing.dir",
                FaultyFileSystem.SCHEME + "://" + checkpoints,
                "execution.checkpointing.interval",
                "1 s",
                "execution.checkpointing.timeout",
                "30 s",
                "execution.checkpointing.num-retained",
                "2",
                FaultyFileSystemFactory.FAULTS.key(),
                switches.folder().toString());
    }

    private void submit(List<String> further) {
        List<String> options = new ArrayList<>(List.of("-p", Integer.toString(parallelism)));
        options.addAll(further);
        List<String> arguments = new ArrayList<>();
        jobOptions().forEach((key, value) -> arguments.addAll(List.of("--" + key, value)));
        job =
                flink.run(
                        EmptyJar.in(settings.work()),
                        ChaosJob.class.getName(),
                        options,
                        arguments,
                        Map.of(ChaosJob.FAULTS, switches.folder().toString()));
    }

    private Map<String, String> jobOptions() {
        Map<String, String> options = new TreeMap<>();
        options.put("kafka.bootstrap.servers", jobServers);
        options.put("model.store", settings.folders().models().toString());
        options.put("model.name", settings.plan().name());
        // a backlog brings all clicks of a session at once; which of them would go beyond a limit
        // depends on the clock
        options.put("session.max-clicks-per-second", "1000000");
        options.put("clicks.start", "EARLIEST");
        if (settings.exactlyOnce()) {
            options.put("delivery.guarantee", "EXACTLY_ONCE");
            options.put("delivery.transactional-id-prefix", "chaos");
        }
        return options;
    }

    /** Address of the broker for clients of this process. */
    String bootstrapServers() {
        return broker.bootstrapServers();
    }

    BrokerProcess broker() {
        return broker;
    }

    CutOff line() {
        return line;
    }

    FlinkProcesses flink() {
        return flink;
    }

    FaultSwitches switches() {
        return switches;
    }

    String job() {
        return job;
    }

    Path savepoints() {
        return settings.work().resolve("savepoints");
    }

    /** Stops the job with a savepoint and starts it from there with another parallelism. */
    void rescale(int wanted) {
        String savepoint = flink.stopWithSavepoint(job, savepoints().toUri().toString());
        parallelism = wanted;
        submit(List.of("-s", savepoint));
    }

    int parallelism() {
        return parallelism;
    }

    @Override
    public void close() {
        flink.close();
        line.close();
        broker.close();
    }
}
