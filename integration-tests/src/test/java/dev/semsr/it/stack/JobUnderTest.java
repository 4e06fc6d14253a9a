package dev.semsr.it.stack;

import dev.semsr.app.jobs.LocalFlink;
import dev.semsr.app.jobs.RunningJob;
import dev.semsr.app.stop.TemporaryFolder;
import java.util.HashMap;
import java.util.Map;
import org.apache.flink.configuration.Configuration;

/** The main job on a Flink of its own, as {@code semsr jobs recommend} runs it. */
public final class JobUnderTest implements AutoCloseable {

    private final TemporaryFolder work;
    private final LocalFlink flink;
    private final RunningJob job;

    private JobUnderTest(TemporaryFolder work, LocalFlink flink, RunningJob job) {
        this.work = work;
        this.flink = flink;
        this.job = job;
    }

    /**
     * Starts the job with the model of the shared shop.
     *
     * @param options options of the job, which win over the test's own
     */
    public static JobUnderTest start(
            String bootstrapServers, JobTopics topics, Map<String, String> options)
            throws Exception {
        return start(bootstrapServers, topics, options, new Configuration());
    }

    /**
     * Starts the job with the model of the shared shop, on a Flink that is set up specially.
     *
     * @param options options of the job, which win over the test's own
     * @param cluster options of Flink's processes
     */
    public static JobUnderTest start(
            String bootstrapServers,
            JobTopics topics,
            Map<String, String> options,
            Configuration cluster)
            throws Exception {
        var work = TemporaryFolder.create();
        LocalFlink flink = null;
        try {
            flink = LocalFlink.start(work.path(), 2, 0, cluster);
            Map<String, String> all = new HashMap<>();
            all.put("kafka.bootstrap.servers", bootstrapServers);
            all.put("kafka.reconnect.backoff.max.ms", "500");
            all.put("model.store", SharedShop.FOLDERS.models().toString());
            all.put("model.name", SharedShop.PLAN.name());
            // A busy machine must not turn a list of the model into one of popular items.
            all.put("scoring.timeout", "30 s");
            all.put(
                    "execution.checkpointing.dir",
                    work.path().resolve("checkpoints").toUri().toString());
            all.putAll(topics.options());
            all.putAll(options);
            return new JobUnderTest(work, flink, RunningJob.recommend(flink.environment(), all));
        } catch (Exception | Error failure) {
            if (flink != null) {
                flink.close();
            }
            work.close();
            throw failure;
        }
    }

    /** The job. */
    public RunningJob job() {
        return job;
    }

    /** How often the job was restarted. */
    public long restarts() {
        return FlinkRest.restarts(flink.webPage(), job.client().getJobID().toString());
    }

    @Override
    public void close() throws Exception {
        job.close();
        flink.close();
        work.close();
    }
}
