package dev.semsr.app.soak;

import dev.semsr.app.broker.BrokerProcess;
import dev.semsr.app.broker.BrokerSettings;
import dev.semsr.app.broker.Topics;
import dev.semsr.app.cluster.FlinkProcesses;
import dev.semsr.app.cluster.JobJar;
import dev.semsr.app.machine.ProcessMemory;
import dev.semsr.app.rollout.RolloutTopics;
import dev.semsr.jobs.recommend.RecommendJob;
import dev.semsr.model.artefact.FileModelStore;
import dev.semsr.model.device.TensorFlowNatives;
import dev.semsr.model.export.RandomModel;
import dev.semsr.model.network.Backbone;
import dev.semsr.model.network.Variant;
import dev.semsr.model.training.TrainingSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Broker, Flink with one TaskManager, the job, and a store of model versions. */
final class SoakCluster implements AutoCloseable {

    static final String MODEL = "soak";

    /** The versions that take turns. */
    static final List<String> VERSIONS = List.of("1", "2");

    private static final int PARTITIONS = 2;
    private static final int TEXT_WIDTH = 384;

    private final SoakSettings settings;
    private final BrokerProcess broker;
    private final RolloutTopics rollouts;
    private final FlinkProcesses flink;
    private String job;

    private SoakCluster(SoakSettings settings) {
        this.settings = settings;
        publishModels();
        broker = new BrokerProcess(BrokerSettings.inFolder(settings.work().resolve("broker")));
        broker.start();
        Topics.standard(PARTITIONS).create(client());
        rollouts = new RolloutTopics("model-rollouts", "model-status", client());
        rollouts.create();
        flink = FlinkProcesses.start(folder("flink"), 1, options(), JobJar.libraries());
    }

    /** Starts everything, the job last. */
    static SoakCluster start(SoakSettings settings) {
        var cluster = new SoakCluster(settings);
        try {
            cluster.submit(List.of());
        } catch (RuntimeException failure) {
            cluster.close();
            throw failure;
        }
        return cluster;
    }

    private void publishModels() {
        TensorFlowNatives.load();
        var shape = TrainingSettings.defaults(Variant.SEMSR_F, Backbone.NISER).network(TEXT_WIDTH);
        for (String version : VERSIONS) {
            Path aside = settings.work().resolve("artefact-" + version);
            RandomModel.write(aside, MODEL, version, settings.items(), shape, version.hashCode());
            new FileModelStore(models()).publish(aside);
        }
    }

    private Path models() {
        return settings.work().resolve("models");
    }

    private Path folder(String name) {
        try {
            return Files.createDirectories(settings.work().resolve(name));
        } catch (IOException failure) {
            throw new UncheckedIOException("Cannot make a folder for " + name, failure);
        }
    }

    /** RocksDB gets less memory than the sessions need, so that they have to go to disk. */
    private Map<String, String> options() {
        return Map.of(
                "taskmanager.memory.managed.size",
                settings.stateMemory() + "m",
                "execution.checkpointing.dir",
                folder("checkpoints").toUri().toString(),
                "execution.checkpointing.interval",
                "10 s",
                "env.java.opts.taskmanager",
                ProcessMemory.TRACKING);
    }

    private void submit(List<String> options) {
        List<String> client = new ArrayList<>(List.of("-p", Integer.toString(PARTITIONS)));
        client.addAll(options);
        Map<String, String> arguments = new TreeMap<>();
        arguments.put("kafka.bootstrap.servers", broker.bootstrapServers());
        arguments.put("model.store", models().toString());
        arguments.put("model.name", MODEL);
        arguments.put("model.version", VERSIONS.get(0));
        arguments.put("rollouts.topic", rollouts.rollouts());
        arguments.put("rollouts.status-topic", rollouts.status());
        List<String> all = new ArrayList<>();
        arguments.forEach((key, value) -> all.addAll(List.of("--" + key, value)));
        job =
                flink.run(
                        JobJar.in(settings.work()),
                        RecommendJob.class.getName(),
                        client,
                        all,
                        Map.of());
    }

    /** Stops the job with a savepoint and starts it from there, in the same processes. */
    void restartJob() {
        String savepoint = flink.stopWithSavepoint(job, folder("savepoints").toUri().toString());
        submit(List.of("-s", savepoint));
    }

    /** Properties of Kafka clients. */
    Map<String, String> client() {
        return Map.of("bootstrap.servers", broker.bootstrapServers());
    }

    RolloutTopics rollouts() {
        return rollouts;
    }

    /** The TaskManager's process. */
    ProcessMemory taskManager() {
        return new ProcessMemory(flink.process(flink.taskManagers().get(0)).pid());
    }

    /** Size of the newest checkpoint in mebibytes; 0 before the first one. */
    double stateMebibytes() {
        return flink.rest()
                        .get("/jobs/" + job + "/checkpoints")
                        .path("latest")
                        .path("completed")
                        .path("state_size")
                        .asDouble()
                / (1 << 20);
    }

    @Override
    public void close() {
        flink.close();
        broker.close();
    }
}
