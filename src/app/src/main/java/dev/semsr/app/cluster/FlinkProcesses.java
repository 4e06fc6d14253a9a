package dev.semsr.app.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A Flink cluster with high availability by ZooKeeper: ZooKeeper, JobManager and TaskManagers are
 * processes of their own with one class path as their {@code lib/}. Jobs are handed over by Flink's
 * command line.
 */
public final class FlinkProcesses implements AutoCloseable {

    /** Name of the JobManager's process. */
    public static final String JOB_MANAGER = "jobmanager";

    private static final String ZOO_KEEPER = "zookeeper";
    private static final String TASK_MANAGER = "taskmanager-";

    /** In Flink's own distribution a script does what this option says. */
    private static final String TASK_MANAGER_OPTIONS = "env.java.opts.taskmanager";

    /**
     * With more, glibc keeps freed memory in pieces for threads that are gone: 20 MiB a restart of
     * a job. Flink's image has another allocator for that reason.
     */
    private static final String ONE_ARENA = "1";

    /** Exit code of a process that was killed; whoever did it starts it again. */
    private static final int KILLED = 128 + 9;

    private static final Duration START = Duration.ofSeconds(120);
    private static final long LOOK_AGAIN_NANOS = Duration.ofMillis(100).toNanos();

    private final Path folder;
    private final Path conf;
    private final FlinkPorts ports;
    private final FlinkRest rest;
    private final Map<String, String> environment = new HashMap<>();
    private final Map<String, Process> processes =
            Collections.synchronizedMap(new LinkedHashMap<>());
    private final AtomicInteger ended = new AtomicInteger();
    private volatile boolean supervised;
    private final int taskManagers;
    private final String taskManagerOptions;
    private final String libraries;

    private FlinkProcesses(
            Path folder, int taskManagers, Map<String, String> options, String libraries) {
        this.folder = folder;
        this.libraries = libraries;
        this.taskManagers = taskManagers;
        taskManagerOptions = options.getOrDefault(TASK_MANAGER_OPTIONS, "");
        ports = FlinkPorts.free();
        conf = FlinkConfigFile.write(folder, ports, options);
        rest = new FlinkRest(URI.create("http://127.0.0.1:" + ports.rest()));
        environment.put("FLINK_CONF_DIR", conf.toString());
        environment.put("TF_CPP_MIN_LOG_LEVEL", "2");
        environment.put("MALLOC_ARENA_MAX", ONE_ARENA);
    }

    /**
     * Starts all processes and returns when every TaskManager offers its slots.
     *
     * @param folder for configuration, logs and everything else
     * @param taskManagers how many, with two slots each
     * @param options further options of Flink, which win
     * @param libraries class path of all processes
     */
    public static FlinkProcesses start(
            Path folder, int taskManagers, Map<String, String> options, String libraries) {
        var cluster = new FlinkProcesses(folder, taskManagers, options, libraries);
        try {
            cluster.startProcess(ZOO_KEEPER);
            cluster.startProcess(JOB_MANAGER);
            cluster.taskManagers().forEach(cluster::startProcess);
            cluster.awaitAllSlots();
        } catch (RuntimeException failure) {
            cluster.close();
            throw failure;
        }
        return cluster;
    }

    /** Names of the TaskManagers' processes. */
    public List<String> taskManagers() {
        List<String> names = new ArrayList<>();
        for (int number = 1; number <= taskManagers; number++) {
            names.add(TASK_MANAGER + number);
        }
        return names;
    }

    /** The process of this name, as it is now. */
    public Process process(String name) {
        return processes.get(name);
    }

    /** Starts a process that was killed once more. */
    public void startProcess(String name) {
        Process process = program(name).start();
        processes.put(name, process);
        process.onExit().thenAccept(gone -> revive(name, gone));
    }

    /**
     * From now on a process that ends by itself is started again, as Kubernetes does: a TaskManager
     * ends itself after an error that it does not trust itself to survive.
     */
    public void supervise() {
        supervised = true;
    }

    /** How often a process ended by itself and was started again. */
    public int revived() {
        return ended.get();
    }

    private void revive(String name, Process gone) {
        if (supervised && gone.exitValue() != KILLED) {
            ended.incrementAndGet();
            startProcess(name);
        }
    }

    private JavaProcess program(String name) {
        if (name.equals(ZOO_KEEPER)) {
            return program(
                    name,
                    "-Xmx128m",
                    "org.apache.flink.runtime.zookeeper.FlinkZooKeeperQuorumPeer",
                    List.of("--zkConfigFile", conf.resolve("zoo.cfg").toString(), "--peerId", "1"));
        }
        List<String> arguments = new ArrayList<>(List.of("--configDir", conf.toString()));
        if (!name.equals(JOB_MANAGER)) {
            arguments.add("-Dtaskmanager.resource-id=" + name);
        }
        return name.equals(JOB_MANAGER)
                ? program(
                        name,
                        "-Xmx384m",
                        "org.apache.flink.runtime.entrypoint.StandaloneSessionClusterEntrypoint",
                        arguments)
                : program(
                        name,
                        "-Xmx640m",
                        "org.apache.flink.runtime.taskexecutor.TaskManagerRunner",
                        arguments);
    }

    private JavaProcess program(
            String name, String memory, String mainClass, List<String> arguments) {
        List<String> options = new ArrayList<>();
        options.add(memory);
        options.add("-XX:+UseSerialGC");
        options.add("-XX:MaxMetaspaceSize=256m");
        options.add("-Dlog4j.configurationFile=" + conf.resolve(FlinkConfigFile.LOGGING));
        if (name.startsWith(TASK_MANAGER)) {
            options.addAll(List.of(taskManagerOptions.split(" ")));
            options.removeIf(String::isEmpty);
        }
        return new JavaProcess(
                name, options, mainClass, arguments, libraries, environment, log(name));
    }

    private Path log(String name) {
        return folder.resolve(name + ".log");
    }

    /** Waits until every TaskManager offers its slots to the JobManager. */
    public void awaitAllSlots() {
        await(
                "the TaskManagers' slots",
                () -> {
                    processes.forEach(this::checkAlive);
                    return rest.get("/overview").path("taskmanagers").asInt() == taskManagers;
                });
    }

    private void checkAlive(String name, Process process) {
        if (!process.isAlive()) {
            throw new IllegalStateException(
                    "Process %s ended with %d; its log is %s"
                            .formatted(name, process.exitValue(), log(name)));
        }
    }

    /** Flink's REST interface. */
    public FlinkRest rest() {
        return rest;
    }

    /**
     * Submits a job by Flink's command line and returns when all its tasks run.
     *
     * @param jar what is submitted
     * @param mainClass its main class
     * @param options of the command line before the jar, such as {@code -p 2 -s SAVEPOINT}
     * @param arguments of the job
     * @param variables further environment variables of the command line
     * @return id of the job
     */
    public String run(
            Path jar,
            String mainClass,
            List<String> options,
            List<String> arguments,
            Map<String, String> variables) {
        List<String> command = new ArrayList<>(List.of("run", "-d", "-c", mainClass));
        command.addAll(options);
        command.add(jar.toString());
        command.addAll(arguments);
        String job = found(commandLine(command, variables), "JobID ([0-9a-f]{32})");
        awaitRunning(job);
        return job;
    }

    /** Waits until all tasks of a job run, as far as the JobManager knows. */
    public void awaitRunning(String job) {
        await("all tasks of job " + job, () -> allTasksRun(job));
    }

    /**
     * Stops a job with a savepoint by Flink's command line.
     *
     * @return where the savepoint is
     */
    public String stopWithSavepoint(String job, String savepoints) {
        return found(
                commandLine(List.of("stop", "-p", savepoints, job), Map.of()),
                "Savepoint completed. Path: (\\S+)");
    }

    private String commandLine(List<String> arguments, Map<String, String> variables) {
        Path log = log("client-" + System.nanoTime());
        Map<String, String> all = new HashMap<>(environment);
        all.putAll(variables);
        Process client =
                new JavaProcess(
                                "flink " + arguments.get(0),
                                List.of("-Xmx256m", "-XX:TieredStopAtLevel=1"),
                                "org.apache.flink.client.cli.CliFrontend",
                                arguments,
                                libraries,
                                all,
                                log)
                        .start();
        try {
            if (!client.waitFor(START.toSeconds(), TimeUnit.SECONDS)) {
                client.destroyForcibly();
            }
            String said = Files.readString(log, StandardCharsets.UTF_8);
            if (client.waitFor() != 0) {
                throw new IllegalStateException("flink " + arguments + " failed:\n" + said);
            }
            Files.delete(log);
            return said;
        } catch (IOException failure) {
            throw new UncheckedIOException("Cannot read " + log, failure);
        } catch (InterruptedException interrupted) {
            client.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted", interrupted);
        }
    }

    private static String found(String said, String pattern) {
        Matcher matcher = Pattern.compile(pattern).matcher(said);
        if (!matcher.find()) {
            throw new IllegalStateException("Flink did not say " + pattern + ":\n" + said);
        }
        return matcher.group(1);
    }

    /** Whether all tasks of a job run. */
    public boolean allTasksRun(String job) {
        JsonNode tasks = rest.get("/jobs/" + job).path("vertices");
        for (JsonNode task : tasks) {
            if (!task.path("status").asText().equals("RUNNING")) {
                return false;
            }
        }
        return !tasks.isEmpty();
    }

    /** Names of the TaskManagers' processes that run a task of a job. */
    public Set<String> taskManagersOf(String job) {
        Set<String> names = new TreeSet<>();
        for (JsonNode task : rest.get("/jobs/" + job).path("vertices")) {
            String subtasks = "/jobs/" + job + "/vertices/" + task.path("id").asText();
            rest.get(subtasks)
                    .path("subtasks")
                    .forEach(subtask -> names.add(subtask.path("taskmanager-id").asText()));
        }
        return names;
    }

    private void await(String what, BooleanSupplier isThere) {
        long deadline = System.nanoTime() + START.toNanos();
        while (!holds(isThere)) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException(
                        "Waited %d s for %s; logs are in %s"
                                .formatted(START.toSeconds(), what, folder));
            }
            LockSupport.parkNanos(LOOK_AGAIN_NANOS);
        }
    }

    /** A JobManager that does not answer yet is one that is not there yet. */
    private static boolean holds(BooleanSupplier condition) {
        try {
            return condition.getAsBoolean();
        } catch (UncheckedIOException notYet) {
            return false;
        }
    }

    /** Ends all processes, the last started first. */
    @Override
    public void close() {
        supervised = false;
        List<Process> running = new ArrayList<>(processes.values());
        Collections.reverse(running);
        running.forEach(JavaProcess::kill);
    }
}
