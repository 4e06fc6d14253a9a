package dev.semsr.app.jobs;

import java.net.URI;
import java.nio.file.Path;
import java.util.concurrent.ExecutionException;
import org.apache.flink.configuration.BlobServerOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.configuration.WebOptions;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.minicluster.MiniClusterConfiguration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * A Flink cluster inside this process, with Flink's web page. Closing it ends its jobs and leaves
 * nothing behind but the work folder.
 */
public final class LocalFlink implements AutoCloseable {

    private final MiniCluster cluster;
    private final URI webPage;
    private final int slots;

    private LocalFlink(MiniCluster cluster, URI webPage, int slots) {
        this.cluster = cluster;
        this.webPage = webPage;
        this.slots = slots;
    }

    /**
     * Starts the cluster.
     *
     * @param workFolder for temporary files of its own
     * @param slots how many subtasks of an operator can run beside each other
     * @param webPort port of the web page and the REST interface; 0 for one that is free
     * @param options further Flink options, which win
     */
    public static LocalFlink start(Path workFolder, int slots, int webPort, Configuration options)
            throws Exception {
        Configuration configuration = defaults(workFolder, webPort);
        configuration.addAll(options);
        var cluster =
                new MiniCluster(
                        new MiniClusterConfiguration.Builder()
                                .setConfiguration(configuration)
                                .setNumTaskManagers(1)
                                .setNumSlotsPerTaskManager(slots)
                                .build());
        try {
            cluster.start();
        } catch (Exception failure) {
            throw new IllegalStateException(
                    "Flink did not start with its web page on port "
                            + webPort
                            + ": "
                            + failure.getMessage()
                            + ". If the port is taken, choose another with --web-port.",
                    failure);
        }
        return new LocalFlink(cluster, cluster.getRestAddress().get(), slots);
    }

    private static Configuration defaults(Path workFolder, int webPort) {
        String folder = workFolder.toAbsolutePath().toString();
        var configuration = new Configuration();
        configuration.set(CoreOptions.TMP_DIRS, folder);
        configuration.set(BlobServerOptions.STORAGE_DIRECTORY, folder);
        configuration.set(WebOptions.TMP_DIR, folder);
        configuration.set(RestOptions.ADDRESS, "127.0.0.1");
        configuration.set(RestOptions.BIND_ADDRESS, "127.0.0.1");
        configuration.set(RestOptions.PORT, webPort);
        configuration.set(RestOptions.BIND_PORT, Integer.toString(webPort));
        configuration.set(TaskManagerOptions.MANAGED_MEMORY_SIZE, MemorySize.ofMebiBytes(128));
        return configuration;
    }

    /** An environment whose jobs run here, in every slot unless told otherwise. */
    public StreamExecutionEnvironment environment() {
        var environment =
                StreamExecutionEnvironment.createRemoteEnvironment(
                        webPage.getHost(), webPage.getPort());
        environment.setParallelism(slots);
        return environment;
    }

    /** Address of Flink's web page. */
    public URI webPage() {
        return webPage;
    }

    /** Ends all jobs and the cluster, and waits for it. */
    @Override
    public void close() {
        try {
            cluster.closeAsync().get();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException failure) {
            throw new IllegalStateException(
                    "Flink did not end cleanly: " + failure.getCause().getMessage(),
                    failure.getCause());
        }
    }
}
