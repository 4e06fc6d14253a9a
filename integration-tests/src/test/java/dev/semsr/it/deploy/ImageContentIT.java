package dev.semsr.it.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.semsr.it.deploy.Dockerfile.Copy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What Maven has packaged for the images. Runs after {@code package}. */
class ImageContentIT {

    private static final Path LIBRARIES = Checkout.path("flink-jobs/target/image/lib");
    private static final Path JOB = Checkout.path("flink-jobs/target/semsr-flink-jobs.jar");
    private static final String BUILD = "/build/";

    @BeforeAll
    static void needsThePackages() {
        assumeTrue(
                Files.exists(JOB),
                () -> "Skipped: there is no " + JOB + "; run it with 'mvn verify'");
    }

    @Test
    void everythingThatImagesCopyIsBuilt() {
        Dockerfile dockerfile = Dockerfile.read();
        List<Copy> built =
                Stream.of("job", "job-gpu", "cli")
                        .flatMap(stage -> dockerfile.copies(stage).stream())
                        .filter(copy -> copy.source().startsWith(BUILD))
                        .toList();

        assertThat(built)
                .hasSizeGreaterThan(5)
                .allSatisfy(
                        copy ->
                                assertThat(Checkout.path(copy.source().substring(BUILD.length())))
                                        .exists());
    }

    @Test
    void tensorFlowIsInTheLibrariesAndNotInTheJob() throws IOException {
        assertThat(libraries())
                .anyMatch(name -> name.startsWith("tensorflow-api-"))
                .anyMatch(name -> name.startsWith("tensorflow-engine-"))
                .anyMatch(name -> name.startsWith("tensorflow-core-native-"));
        assertThat(entries(JOB))
                .isNotEmpty()
                .noneMatch(name -> name.startsWith("org/tensorflow/"))
                .noneMatch(name -> name.startsWith("ai/djl/"))
                .noneMatch(name -> name.endsWith(".so"));
    }

    @Test
    void theJobHoldsTheJobsAloneAndItsMainClass() throws IOException {
        assertThat(entries(JOB).stream().filter(name -> name.endsWith(".class")))
                .contains("dev/semsr/jobs/recommend/RecommendJob.class")
                .allMatch(name -> name.startsWith("dev/semsr/jobs/"));
    }

    @Test
    void whatTheJobNeedsBesideFlinkIsInTheLibraries() throws IOException {
        assertThat(libraries())
                .anyMatch(name -> name.startsWith("semsr-core-"))
                .anyMatch(name -> name.startsWith("semsr-model-"))
                .anyMatch(name -> name.startsWith("semsr-schemas-"))
                .anyMatch(name -> name.startsWith("flink-connector-kafka-"))
                .anyMatch(name -> name.startsWith("flink-avro-"))
                .anyMatch(name -> name.startsWith("kafka-clients-"))
                .noneMatch(name -> name.startsWith("semsr-flink-jobs"))
                .noneMatch(name -> name.startsWith("flink-runtime"))
                .noneMatch(name -> name.startsWith("frocksdbjni"));
    }

    /** A 2.x binding under the 1.7 API is silent: the pair must come together. */
    @Test
    void loggingIsOnePairOfVersions() throws IOException {
        assertThat(libraries())
                .filteredOn(name -> name.startsWith("slf4j-api-") || name.contains("slf4j2-impl"))
                .hasSize(2)
                .allMatch(
                        name ->
                                name.startsWith("slf4j-api-2.")
                                        || name.startsWith("log4j-slf4j2-impl-"));
        assertThat(Dockerfile.read().stages().get("flink"))
                .contains("RUN rm -f /opt/flink/lib/log4j-*.jar");
    }

    private static List<String> libraries() throws IOException {
        try (Stream<Path> files = Files.list(LIBRARIES)) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }

    private static List<String> entries(Path jar) throws IOException {
        try (JarFile file = new JarFile(jar.toFile())) {
            return file.stream().map(entry -> entry.getName()).toList();
        }
    }
}
