package dev.semsr.it.cluster;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.semsr.app.Main;
import dev.semsr.jobs.recommend.RecommendJob;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What Maven has packaged, for tests that need it in processes of their own. */
public final class JobJar {

    /** As {@code ./semsr} does. */
    private static final String OPENED =
            "--add-opens=java.base/java.util=ALL-UNNAMED"
                    + " --add-opens=java.base/java.lang=ALL-UNNAMED"
                    + " --add-opens=java.base/java.time=ALL-UNNAMED";

    private JobJar() {}

    /** The jar of the jobs; the test is skipped where the classes were not packaged. */
    public static Path path() throws URISyntaxException {
        Path jar =
                Path.of(
                        RecommendJob.class
                                .getProtectionDomain()
                                .getCodeSource()
                                .getLocation()
                                .toURI());
        assumeTrue(
                jar.toString().endsWith(".jar"),
                () -> "Skipped: " + jar + " is no jar; run it with 'mvn verify'");
        return jar;
    }

    /** Writes a script that does what {@code ./semsr} does, without looking for sources. */
    public static void writeProgram(Path script) throws IOException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        Files.write(
                script,
                List.of(
                        "#!/usr/bin/env bash",
                        "exec '%s' -Xmx512m %s -cp '%s' %s \"$@\""
                                .formatted(
                                        java,
                                        OPENED,
                                        System.getProperty("java.class.path"),
                                        Main.class.getName())));
        if (!script.toFile().setExecutable(true)) {
            throw new IOException(script + " cannot be made executable");
        }
    }
}
