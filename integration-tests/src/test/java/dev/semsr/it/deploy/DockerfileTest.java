package dev.semsr.it.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.semsr.it.deploy.Dockerfile.Copy;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What can be said of the images without building them. */
class DockerfileTest {

    private static final String BUILD = "/build/";

    private final Dockerfile dockerfile = Dockerfile.read();

    @ParameterizedTest
    @ValueSource(strings = {"job", "job-gpu", "cli"})
    void nobodyIsRoot(String stage) {
        assertThat(dockerfile.instruction(stage, "USER")).isNotNull().isNotEqualTo("root");
    }

    @Test
    void stagesCopyFromStagesThatComeBefore() {
        for (String stage : dockerfile.names()) {
            for (Copy copy : dockerfile.copies(stage)) {
                if (copy.from() != null) {
                    assertThat(dockerfile.names().indexOf(copy.from()))
                            .as("%s of %s", copy, stage)
                            .isBetween(0, dockerfile.names().indexOf(stage) - 1);
                }
            }
        }
    }

    @Test
    void whatIsCopiedFromTheCheckoutIsInIt() {
        assertThat(
                        dockerfile.names().stream()
                                .flatMap(stage -> dockerfile.copies(stage).stream())
                                .filter(copy -> copy.from() == null))
                .hasSizeGreaterThan(2)
                .allSatisfy(copy -> assertThat(Checkout.path(copy.source())).exists());
    }

    @Test
    void theBuildStageMakesTheModulesWhoseOutputIsCopied() {
        String maven = dockerfile.instruction("build", "RUN");
        String build = String.join("\n", dockerfile.stages().get("build"));

        assertThat(maven).isNotNull();
        for (String stage : dockerfile.names()) {
            for (Copy copy : dockerfile.copies(stage)) {
                if ("build".equals(copy.from()) && copy.source().contains("/target/")) {
                    String module =
                            copy.source()
                                    .substring(BUILD.length(), copy.source().indexOf("/target/"));
                    assertThat(build).as("%s", copy).containsPattern("-pl [^ ]*" + module);
                }
            }
        }
    }

    @Test
    void flinkIsTheOneThatTheBuildUses() {
        assertThat(dockerfile.arguments().get("FLINK_IMAGE"))
                .isEqualTo("flink:" + Checkout.pinned("flink.version") + "-java17");
    }

    @Test
    void bothJobImagesHaveTheSameLibrariesAndTheSameJob() {
        assertThat(dockerfile.destinations("job")).contains("/opt/flink/lib/");
        assertThat(dockerfile.destinations("job-gpu"))
                .contains("/opt/flink/lib/", "/opt/flink/usrlib/semsr-flink-jobs.jar");
    }

    @Test
    void theImageForCardsDoesNotTakeTheWholeCard() {
        String text = Checkout.text("docker/Dockerfile");

        assertThat(text.substring(text.indexOf(" AS job-gpu")))
                .contains("TF_FORCE_GPU_ALLOW_GROWTH=true");
    }

    @Test
    void healthIsAskedForWithTheScriptThatIsCopied() {
        for (String stage : new String[] {"job", "job-gpu"}) {
            assertThat(dockerfile.instruction(stage, "HEALTHCHECK"))
                    .contains("/opt/semsr/healthcheck.sh");
            assertThat(dockerfile.destinations(stage)).contains("/opt/semsr/healthcheck.sh");
        }
    }

    @Test
    void theBuildStageGetsWhatItNeeds() {
        assertThat(Checkout.text(".dockerignore").lines())
                .doesNotContain("src", "docker", "schemas", "flink-jobs", "pom.xml", "semsr");
        assertThat(Files.exists(Checkout.path(".dockerignore"))).isTrue();
    }
}
