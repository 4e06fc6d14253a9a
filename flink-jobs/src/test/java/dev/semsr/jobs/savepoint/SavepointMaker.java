package dev.semsr.jobs.savepoint;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.stream.Stream;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.test.util.MiniClusterWithClientResource;

/**
 * Makes the savepoint of this release: to be run once, when a version of {@code SessionState} is
 * released, and never again for the same version. The savepoint is small, does not know where it
 * lies and is restored by {@code ReleasedSavepointsTest} from then on. From the folder flink-jobs:
 *
 * <pre>mvn test-compile exec:java -Dexec.classpathScope=test \
 *     -Dexec.mainClass=dev.semsr.jobs.savepoint.SavepointMaker -Dexec.args=src/test/resources/savepoints/v3
 * </pre>
 */
public final class SavepointMaker {

    private static final int CLICKS = 60;

    private SavepointMaker() {}

    /**
     * Makes a savepoint.
     *
     * @param args the folder, which must not be there yet
     */
    public static void main(String[] args) throws Exception {
        Path target = Path.of(args[0]).toAbsolutePath();
        if (Files.exists(target)) {
            throw new IllegalArgumentException(
                    target + " is there already: the savepoint of a release never changes");
        }
        Path folder = Files.createTempDirectory("savepoint");
        var cluster =
                new MiniClusterWithClientResource(
                        new MiniClusterResourceConfiguration.Builder()
                                .setNumberSlotsPerTaskManager(1)
                                .build());
        cluster.before();
        try (SavepointJob job = new SavepointJob().start()) {
            job.await(CLICKS);
            copy(job.stop(folder), target);
        } finally {
            cluster.after();
        }
    }

    private static void copy(Path from, Path to) throws Exception {
        Files.createDirectories(to);
        try (Stream<Path> files = Files.list(from)) {
            for (Path file : files.toList()) {
                Files.copy(
                        file, to.resolve(file.getFileName()), StandardCopyOption.COPY_ATTRIBUTES);
            }
        }
    }
}
