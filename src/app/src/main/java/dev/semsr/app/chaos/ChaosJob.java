package dev.semsr.app.chaos;

import dev.semsr.jobs.config.JobArguments;
import dev.semsr.jobs.recommend.RecommendJob;
import dev.semsr.jobs.recommend.RecommendOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** The main job as it is, but for a model whose faults can be switched on. */
public final class ChaosJob {

    /** Environment variable of the command line: the folder of the switches. */
    public static final String FAULTS = "SEMSR_CHAOS_FAULTS";

    private ChaosJob() {}

    /** Runs the main job with its own options. */
    public static void main(String[] args) throws Exception {
        Configuration config = JobArguments.parse(args);
        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
        String faults = System.getenv(FAULTS);
        RecommendJob.prepare(env, config, model -> new FaultyModelSource(model, faults));
        env.execute(config.get(RecommendOptions.JOB_NAME));
    }
}
