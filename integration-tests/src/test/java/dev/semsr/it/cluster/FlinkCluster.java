package dev.semsr.it.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import dev.semsr.app.broker.FreePorts;
import dev.semsr.it.stack.FlinkRest;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/**
 * A Flink cluster as in production: JobManager and TaskManager as processes of their own, jobs
 * handed over by Flink's command-line client, which is a process too. The libraries (TensorFlow and
 * the connectors among them) lie in the cluster's class path; only the job's own jar is submitted.
 */
public final class FlinkCluster implements AutoCloseable {

    private static final String JOB_MANAGER =
            "org.apache.flink.runtime.entrypoint.StandaloneSessionClusterEntrypoint";
    private static final String TASK_MANAGER =
            "org.apache.flink.runtime.taskexecutor.TaskManagerRunner";
    private static final String CLIENT = "org.apache.flink.client.cli.CliFrontend";
    private static final Duration START = Duration.ofSeconds(90);

    private final Path folder;
    private final int slots;
    private final int restPort = FreePorts.next();
    private final JavaProcesses java;
    private final List<Process> processes = new ArrayList<>();

    private FlinkCluster(Path folder, int slots) {
        this.folder = folder;
        this.slots = slots;
        this.java = new JavaProcesses(folder);
    }

    /** Starts JobManager and TaskManager and returns when the TaskManager offers its slots. */
    public static FlinkCluster start(Path folder) throws IOException {
        return start(folder, 2);
    }

    /** Starts a cluster whose one TaskManager has so many slots. */
    public static FlinkCluster start(Path folder, int slots) throws IOException {
        var cluster = new FlinkCluster(folder, slots);
        try {
            cluster.writeConfiguration();
            cluster.startProcesses();
            cluster.awaitSlots();
        } catch (Exception | Error failure) {
            cluster.close();
            throw failure;
        }
        return cluster;
    }

    private void startProcesses() throws IOException {
        var arguments = List.of("--configDir", configuration().toString());
        processes.add(java.start("jobmanager", "-Xmx384m", JOB_MANAGER, arguments));
        processes.add(java.start("taskmanager", "-Xmx640m", TASK_MANAGER, arguments));
    }

    private void awaitSlots() {
        Awaitility.await("slots of the TaskManager; logs are in " + folder)
                .atMost(START)
                .ignoreExceptions()
                .until(() -> rest("/overview").path("slots-available").asInt() > 0);
    }

    private Path configuration() {
        return folder.resolve("conf");
    }

    private void writeConfiguration() throws IOException {
        Files.createDirectories(configuration());
        Files.write(
                configuration().resolve("config.yaml"),
                List.of(
                        "jobmanager.rpc.address: 127.0.0.1",
                        "jobmanager.rpc.port: " + FreePorts.next(),
                        "rest.address: 127.0.0.1",
                        "rest.bind-address: 127.0.0.1",
                        "rest.port: " + restPort,
                        "blob.server.port: " + FreePorts.next(),
                        "taskmanager.host: 127.0.0.1",
                        "taskmanager.numberOfTaskSlots: " + slots,
                        "taskmanager.cpu.cores: 2",
                        "taskmanager.memory.framework.heap.size: 128m",
                        "taskmanager.memory.framework.off-heap.size: 64m",
                        "taskmanager.memory.task.heap.size: 384m",
                        "taskmanager.memory.task.off-heap.size: 512m",
                        "taskmanager.memory.managed.size: 128m",
                        "taskmanager.memory.network.min: 64m",
                        "taskmanager.memory.network.max: 64m",
                        "taskmanager.memory.jvm-metaspace.size: 192m",
                        "taskmanager.memory.jvm-overhead.min: 128m",
                        "taskmanager.memory.jvm-overhead.max: 128m",
                        "io.tmp.dirs: " + Files.createDirectories(folder.resolve("tmp")),
                        "execution.checkpointing.savepoint-dir: " + savepoints()));
    }

    /** Folder of the savepoints, as Flink names it. */
    public String savepoints() {
        return folder.resolve("savepoints").toUri().toString();
    }

    /** Writes a script that does what {@code bin/flink} does in a Flink distribution. */
    public void writeClient(Path script) throws IOException {
        java.writeScript(script, "-Xmx256m", CLIENT);
    }

    /** Class loaders of jobs that the TaskManager still holds on to, after a collection. */
    public int userClassLoaders() throws IOException {
        return java.instances(taskManager(), "org.apache.flink.util.ChildFirstClassLoader");
    }

    /** Files of a native library that the TaskManager has loaded. */
    public Set<String> nativeLibraries(String name) throws IOException {
        try (Stream<String> mapped =
                Files.lines(Path.of("/proc", Long.toString(taskManager().pid()), "maps"))) {
            return mapped.filter(line -> line.contains("/") && line.contains(name))
                    .map(line -> line.substring(line.indexOf('/')))
                    .collect(Collectors.toSet());
        }
    }

    /** Names of the TaskManager's threads that begin so. */
    public List<String> threads(String prefix) throws IOException {
        return java.threads(taskManager()).stream()
                .filter(name -> name.startsWith(prefix))
                .toList();
    }

    private Process taskManager() {
        return processes.get(1);
    }

    /** Jobs that run or are about to. */
    public long jobsAlive() {
        JsonNode overview = rest("/overview");
        return overview.path("jobs-running").asLong();
    }

    /** Subtasks of the operator with the most of them. */
    public int parallelism(String job) {
        int highest = 0;
        for (JsonNode task : rest("/jobs/" + job).path("vertices")) {
            highest = Math.max(highest, task.path("parallelism").asInt());
        }
        return highest;
    }

    /**
     * Submits a job.
     *
     * @param jar its jar
     * @param options options of the client before the jar, such as {@code -s savepoint}
     * @param arguments arguments of the job
     * @return id of the job
     */
    public String run(Path jar, String mainClass, List<String> options, List<String> arguments)
            throws IOException {
        List<String> command = new ArrayList<>(List.of("run", "-d", "-c", mainClass));
        command.addAll(options);
        command.add(jar.toString());
        command.addAll(arguments);
        return found(client(command), "JobID ([0-9a-f]{32})");
    }

    /**
     * Stops a job with a savepoint.
     *
     * @return where the savepoint is
     */
    public String stopWithSavepoint(String job) throws IOException {
        String said = client(List.of("stop", "-p", savepoints(), job));
        return found(said, "Savepoint completed. Path: (\\S+)");
    }

    /** Cancels a job and waits for its end. */
    public void cancel(String job) throws IOException {
        client(List.of("cancel", job));
        Awaitility.await("end of job " + job)
                .atMost(START)
                .until(() -> state(job), "CANCELED"::equals);
    }

    private String client(List<String> arguments) throws IOException {
        return java.run("client", CLIENT, arguments);
    }

    private static String found(String said, String pattern) {
        Matcher matcher = Pattern.compile(pattern).matcher(said);
        if (!matcher.find()) {
            throw new IllegalStateException("Flink's client did not say " + pattern + ":\n" + said);
        }
        return matcher.group(1);
    }

    /** State of a job, such as {@code RUNNING}. */
    public String state(String job) {
        return rest("/jobs/" + job).path("state").asText();
    }

    /** Whether all tasks of a job run. */
    public boolean allTasksRun(String job) {
        JsonNode tasks = rest("/jobs/" + job).path("vertices");
        if (tasks.isEmpty()) {
            return false;
        }
        for (JsonNode task : tasks) {
            if (!task.path("status").asText().equals("RUNNING")) {
                return false;
            }
        }
        return true;
    }

    private JsonNode rest(String path) {
        return FlinkRest.get(URI.create("http://127.0.0.1:" + restPort), path);
    }

    /** Ends all processes. */
    @Override
    public void close() {
        processes.forEach(Process::destroy);
        processes.forEach(JavaProcesses::awaitEnd);
    }
}
