package dev.semsr.app.jobs;

import dev.semsr.jobs.archive.ArchiveJob;
import dev.semsr.jobs.quality.QualityJob;
import dev.semsr.jobs.recommend.RecommendJob;
import dev.semsr.jobs.refresh.RefreshJob;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.flink.api.common.JobExecutionResult;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** A job that was started from here and is cancelled when closed. */
public final class RunningJob implements AutoCloseable {

    private static final Duration CANCEL_LIMIT = Duration.ofSeconds(30);

    private final JobClient client;
    private final CompletableFuture<JobExecutionResult> end;

    private RunningJob(JobClient client) {
        this.client = client;
        this.end = client.getJobExecutionResult();
    }

    /**
     * Starts the main job.
     *
     * @param environment where it runs
     * @param options its options and Flink's
     */
    public static RunningJob recommend(
            StreamExecutionEnvironment environment, Map<String, String> options) throws Exception {
        return new RunningJob(RecommendJob.run(environment, Configuration.fromMap(options)));
    }

    /**
     * Starts the archive job.
     *
     * @param environment where it runs
     * @param options its options and Flink's
     */
    public static RunningJob archive(
            StreamExecutionEnvironment environment, Map<String, String> options) throws Exception {
        return new RunningJob(ArchiveJob.run(environment, Configuration.fromMap(options)));
    }

    /**
     * Starts the quality job.
     *
     * @param environment where it runs
     * @param options its options and Flink's
     */
    public static RunningJob quality(
            StreamExecutionEnvironment environment, Map<String, String> options) throws Exception {
        return new RunningJob(QualityJob.run(environment, Configuration.fromMap(options)));
    }

    /**
     * Starts the refresh job.
     *
     * @param environment where it runs
     * @param options its options and Flink's
     */
    public static RunningJob refresh(
            StreamExecutionEnvironment environment, Map<String, String> options) throws Exception {
        return new RunningJob(RefreshJob.run(environment, Configuration.fromMap(options)));
    }

    /** Flink's handle of the job. */
    public JobClient client() {
        return client;
    }

    /** Whether the job has not ended: it may be starting, running or restarting. */
    public boolean isAlive() {
        return !end.isDone();
    }

    /** Flink's word for how the job is, such as {@code RUNNING} or {@code RESTARTING}. */
    public String status() {
        try {
            return client.getJobStatus().get(CANCEL_LIMIT.toSeconds(), TimeUnit.SECONDS).name();
        } catch (ExecutionException | TimeoutException unknown) {
            return "UNKNOWN";
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return "UNKNOWN";
        }
    }

    /** Throws what ended the job, if it failed. */
    public void rethrowFailure() {
        if (end.isCompletedExceptionally()) {
            try {
                end.get();
            } catch (ExecutionException failure) {
                throw new IllegalStateException(
                        "The job failed: " + rootMessage(failure), failure.getCause());
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static String rootMessage(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root.getMessage();
    }

    /** Cancels the job and waits until it has ended. */
    @Override
    public void close() {
        if (!isAlive()) {
            return;
        }
        try {
            client.cancel().get(CANCEL_LIMIT.toSeconds(), TimeUnit.SECONDS);
            end.handle((result, cancelled) -> null).get(CANCEL_LIMIT.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException failure) {
            throw new IllegalStateException(
                    "The job was not cancelled: " + failure.getMessage(), failure);
        }
    }
}
