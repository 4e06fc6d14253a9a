package dev.semsr.app.cli;

import dev.semsr.app.broker.Topics;
import dev.semsr.app.jobs.LocalFlink;
import dev.semsr.app.jobs.RunningJob;
import dev.semsr.app.stop.StopSignal;
import dev.semsr.app.stop.TemporaryFolder;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Runs a job on a Flink of its own, against brokers that are there, until it is stopped. */
abstract class RunJobCommand implements Callable<Integer> {

    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final Duration LOOK = Duration.ofSeconds(1);

    @Mixin private CommonOptions common;
    @Mixin private KafkaOptions kafka;

    @Option(
            names = "-D",
            paramLabel = "KEY=VALUE",
            description = "Any option of the job or of Flink. May be repeated.")
    private Map<String, String> options = new LinkedHashMap<>();

    @Option(
            names = "--parallelism",
            paramLabel = "N",
            defaultValue = "1",
            description =
                    "Subtasks of each operator, at most as many as the clicks have partitions"
                            + " (${DEFAULT-VALUE}).")
    private int parallelism;

    @Option(
            names = "--web-port",
            paramLabel = "PORT",
            defaultValue = "8081",
            description = "Port of Flink's web page; 0 for one that is free (${DEFAULT-VALUE}).")
    private int webPort;

    /** The job's own options. */
    abstract List<ConfigOption<?>> jobOptions();

    /** Options that hold unless they are given. */
    abstract Map<String, String> defaults(CommonOptions common);

    /** Adds what follows from the options that are given. */
    void complete(Map<String, String> all) {}

    /** Topics of its own that are created before the job starts, where they are missing. */
    Topics topics(Map<String, String> all) {
        return new Topics(List.of());
    }

    /** Starts the job. */
    abstract RunningJob start(StreamExecutionEnvironment environment, Map<String, String> all)
            throws Exception;

    @Override
    public final Integer call() throws Exception {
        StopSignal stop = StopSignal.onInterrupt();
        Map<String, String> all = options();
        prepareKafka(all, stop);
        try (var work = TemporaryFolder.create();
                var flink = LocalFlink.start(work.path(), parallelism, webPort, flinkOptions(all));
                var job = start(flink.environment(), all)) {
            common.terminal()
                    .note("Flink's web page is " + flink.webPage() + ". Ctrl-C ends the job.");
            watch(job, stop);
        }
        return 0;
    }

    private void prepareKafka(Map<String, String> all, StopSignal stop) {
        if (kafka.answers(PATIENCE, () -> !stop.isGiven())) {
            createTopics(topics(all));
        } else {
            common.terminal()
                    .note(
                            "Kafka does not answer at "
                                    + kafka.client().get("bootstrap.servers")
                                    + ". The job starts and waits for it; check -b, --properties"
                                    + " and -P if it should be there.");
        }
    }

    private void createTopics(Topics topics) {
        try {
            topics.create(kafka.client());
        } catch (IllegalStateException refused) {
            common.terminal()
                    .note(refused.getMessage() + ". The job starts and waits until it is there.");
        }
    }

    /** Says whenever the job's state changes, until it ends or is to end. */
    private void watch(RunningJob job, StopSignal stop) {
        String before = "";
        while (job.isAlive() && !stop.await(LOOK)) {
            String now = job.status();
            if (!now.equals(before)) {
                String why = now.equals("RUNNING") ? "." : "; the log is " + LogSetup.file() + ".";
                common.terminal().note("The job is " + now + why);
                before = now;
            }
        }
        job.rethrowFailure();
    }

    private Map<String, String> options() {
        Map<String, String> all = new TreeMap<>();
        kafka.client().forEach((key, value) -> all.put("kafka." + key, value));
        all.putAll(defaults(common));
        all.putAll(JobConfigOptions.given(common.command(), jobOptions()));
        all.putAll(options);
        complete(all);
        return all;
    }

    /** What the cluster itself takes from the options; the job takes the rest. */
    private static Configuration flinkOptions(Map<String, String> all) {
        var cluster = new Configuration();
        all.forEach(
                (key, value) -> {
                    if (isOfCluster(key)) {
                        cluster.setString(key, value);
                    }
                });
        return cluster;
    }

    private static boolean isOfCluster(String key) {
        return !key.equals(RestOptions.PORT.key())
                && (key.startsWith("taskmanager.")
                        || key.startsWith("metrics.")
                        || key.startsWith("state.")
                        || key.startsWith("io.")
                        || key.startsWith("rest."));
    }
}
