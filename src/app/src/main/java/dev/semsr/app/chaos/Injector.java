package dev.semsr.app.chaos;

import com.fasterxml.jackson.databind.JsonNode;
import dev.semsr.app.chaos.FaultPlan.PlannedFault;
import dev.semsr.app.cluster.FlinkProcesses;
import dev.semsr.app.cluster.JavaProcess;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

/** Does a fault to a cluster and undoes it after its duration. */
final class Injector {

    private static final List<Integer> PARALLELISMS = List.of(1, 2, ChaosCluster.PARTITIONS);
    private static final Duration SAVEPOINT_LIMIT = Duration.ofSeconds(60);

    private final ChaosCluster cluster;

    Injector(ChaosCluster cluster) {
        this.cluster = cluster;
    }

    /** Returns when the fault is over; the cluster may still be recovering. */
    void inject(PlannedFault fault) {
        FaultKind kind = fault.kind();
        switch (kind) {
            case KILL_TASK_MANAGER -> kill(List.of(taskManager(fault)), kind);
            case KILL_ALL_TASK_MANAGERS -> kill(cluster.flink().taskManagers(), kind);
            case KILL_JOB_MANAGER -> kill(List.of(FlinkProcesses.JOB_MANAGER), kind);
            case FREEZE_TASK_MANAGER -> freeze(cluster.flink().process(taskManager(fault)), kind);
            case FREEZE_BROKER -> freeze(cluster.broker().process(), kind);
            case KILL_BROKER -> {
                cluster.broker().kill();
                pause(kind.duration());
                cluster.broker().start();
            }
            case CUT_BROKER -> {
                cluster.line().cut();
                pause(kind.duration());
                cluster.line().mend();
            }
            case READ_ONLY_STORAGE, FULL_STORAGE, SLOW_SCORER, THROWING_SCORER, LOST_DEVICE -> {
                cluster.switches().on(kind);
                pause(kind.duration());
                cluster.switches().off(kind);
            }
            case SAVEPOINT -> savepoint();
            case RESCALE -> cluster.rescale(otherParallelism(fault.target()));
        }
    }

    /** One that has something to do: to kill another one would prove nothing. */
    private String taskManager(PlannedFault fault) {
        List<String> names = List.copyOf(cluster.flink().taskManagersOf(cluster.job()));
        return names.get(fault.target() % names.size());
    }

    private void kill(List<String> names, FaultKind kind) {
        names.forEach(name -> JavaProcess.kill(cluster.flink().process(name)));
        pause(kind.duration());
        names.forEach(name -> cluster.flink().startProcess(name));
    }

    private static void freeze(Process process, FaultKind kind) {
        JavaProcess.freeze(process);
        pause(kind.duration());
        JavaProcess.thaw(process);
    }

    private int otherParallelism(int target) {
        List<Integer> others =
                PARALLELISMS.stream().filter(p -> p != cluster.parallelism()).toList();
        return others.get(target % others.size());
    }

    private void savepoint() {
        String job = "/jobs/" + cluster.job() + "/savepoints";
        JsonNode asked =
                cluster.flink()
                        .rest()
                        .post(
                                job,
                                Map.of(
                                        "target-directory",
                                        cluster.savepoints().toUri().toString(),
                                        "cancel-job",
                                        false));
        String status = job + "/" + asked.path("request-id").asText();
        long deadline = System.nanoTime() + SAVEPOINT_LIMIT.toNanos();
        while (System.nanoTime() < deadline) {
            JsonNode answer = cluster.flink().rest().get(status);
            if (answer.path("status").path("id").asText().equals("COMPLETED")) {
                if (answer.path("operation").has("failure-cause")) {
                    throw new IllegalStateException("The savepoint failed: " + answer);
                }
                return;
            }
            pause(Duration.ofMillis(100));
        }
        throw new IllegalStateException("No savepoint within " + SAVEPOINT_LIMIT);
    }

    private static void pause(Duration duration) {
        LockSupport.parkNanos(duration.toNanos());
    }
}
