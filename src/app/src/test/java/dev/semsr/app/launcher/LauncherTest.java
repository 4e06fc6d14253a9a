package dev.semsr.app.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/**
 * The launcher in a checkout of empty files, with a Java and a Maven that only say what they do.
 */
@DisabledOnOs(OS.WINDOWS)
class LauncherTest {

    private static final List<String> TOOLS =
            List.of(
                    "bash",
                    "env",
                    "dirname",
                    "readlink",
                    "sed",
                    "head",
                    "find",
                    "touch",
                    "mkdir",
                    "rm",
                    "mv",
                    "cat");

    @TempDir private Path folder;

    private Path checkout;
    private Launch launch;

    @BeforeEach
    void makeACheckout() throws IOException {
        checkout = Files.createDirectories(folder.resolve("check out"));
        launch = new Launch(checkout, folder.resolve("bin"), TOOLS);
        Files.copy(Path.of("../../semsr"), checkout.resolve("semsr"));
        for (String file :
                List.of("pom.xml", "schemas/pom.xml", "flink-jobs/pom.xml", "src/app/Main.java")) {
            Files.createDirectories(checkout.resolve(file).getParent());
            Files.writeString(checkout.resolve(file), "");
            age(checkout.resolve(file), Duration.ofHours(2));
        }
    }

    @Test
    void aMissingJavaIsExplainedInOneLine() {
        assertThat(launch.run().err())
                .hasSize(1)
                .first()
                .asString()
                .contains("Java is missing", "17");
        assertThat(launch.run().exitCode()).isEqualTo(1);
    }

    @Test
    void aJavaThatIsTooOldIsExplainedInOneLine() {
        launch.java("1.8.0_402");

        assertThat(launch.run().err()).hasSize(1).first().asString().contains("is Java 8", "17");
    }

    @Test
    void aJavaHomeWithoutJavaIsExplainedInOneLine() {
        launch.java("17.0.15").with("JAVA_HOME", "/nowhere");

        assertThat(launch.run().err())
                .hasSize(1)
                .first()
                .asString()
                .contains("JAVA_HOME is /nowhere");
    }

    @Test
    void aMissingMavenIsExplainedInOneLine() {
        launch.java("17.0.15").tool("javac", "true");

        assertThat(launch.run().err()).hasSize(1).first().asString().contains("Maven is missing");
    }

    @Test
    void aRuntimeWithoutCompilerIsExplainedInOneLine() {
        launch.java("21").maven();

        assertThat(launch.run().err()).hasSize(1).first().asString().contains("without a compiler");
    }

    @Test
    void theFirstStartBuildsAndSaysSoAndTheSecondDoesNot() {
        launch.jdk().maven();

        Launch.Outcome first = launch.run("--version");
        Launch.Outcome second = launch.run("--version");

        assertThat(first.err().get(0)).contains("building for the first time");
        assertThat(first.err()).contains("mvn -q -B -DskipTests package -pl src/app -am");
        assertThat(second.err()).isEmpty();
        assertThat(second.out()).contains("dev.semsr.app.Main", "--version");
    }

    @Test
    void aChangedSourceIsBuiltAndAChangedTestIsNot() throws IOException {
        launch.jdk().maven();
        launch.run();
        age(checkout.resolve("src/app/target/.built"), Duration.ofHours(1));

        Files.createDirectories(checkout.resolve("src/app/src/test"));
        Files.writeString(checkout.resolve("src/app/src/test/MainTest.java"), "");
        assertThat(launch.run().err()).isEmpty();

        Files.writeString(checkout.resolve("src/app/Main.java"), "changed");
        assertThat(launch.run().err().get(0)).contains("sources have changed");
        assertThat(launch.run().err()).isEmpty();
    }

    @Test
    void aBrokenBuildIsNotStarted() throws IOException {
        launch.jdk().tool("mvn", "echo 'no such symbol'; exit 1");

        Launch.Outcome failed = launch.run();

        assertThat(failed.exitCode()).isEqualTo(1);
        assertThat(failed.out()).isEmpty();
        assertThat(failed.err()).contains("no such symbol");
        assertThat(failed.err().get(failed.err().size() - 1)).contains("the build failed");
        assertThat(launch.run().err()).contains("no such symbol");
    }

    @Test
    void argumentsWithSpacesAndOptionsForJavaArrive() {
        launch.jdk().maven().with("SEMSR_JAVA_OPTS", "-Xmx1g -Dx=y");

        assertThat(launch.run("recommend", "floor lamp").out())
                .contains("-Xmx1g", "-Dx=y", "recommend", "floor lamp")
                .contains("-Dsemsr.checkout=" + checkout);
    }

    @Test
    void itIsFoundThroughLinks() throws IOException {
        launch.jdk().maven();
        Path link = Files.createSymbolicLink(folder.resolve("a"), Path.of("check out/semsr"));
        Path linkToLink = Files.createSymbolicLink(folder.resolve("b"), link);

        assertThat(launch.runAs(linkToLink).out()).contains("-Dsemsr.checkout=" + checkout);
    }

    @Test
    void newerJavasAreToldThatNativeCodeIsWanted() {
        launch.java("17.0.15").tool("javac", "true").maven();
        assertThat(launch.run().out()).noneMatch(option -> option.contains("native-access"));

        launch.java("25");
        assertThat(launch.run().out())
                .contains(
                        "--enable-native-access=ALL-UNNAMED",
                        "--sun-misc-unsafe-memory-access=allow");
    }

    @Test
    void theLauncherIsExecutable() {
        assertThat(Path.of("../../semsr")).isExecutable();
    }

    private static void age(Path file, Duration age) throws IOException {
        Files.setLastModifiedTime(file, FileTime.from(Instant.now().minus(age)));
    }
}
