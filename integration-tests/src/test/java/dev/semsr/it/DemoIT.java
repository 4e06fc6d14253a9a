package dev.semsr.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.semsr.app.Main;
import dev.semsr.app.broker.FreePorts;
import dev.semsr.app.demo.TrainedShop;
import dev.semsr.it.stack.SharedShop;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The demo as people start it: a process of its own. */
@ExtendWith(SharedShop.class)
class DemoIT {

    private static final Duration LIMIT = Duration.ofMinutes(3);

    @TempDir private Path folder;

    private Process demo;

    @AfterEach
    void endDemo() throws InterruptedException {
        if (demo.isAlive()) {
            demo.destroyForcibly().waitFor();
        }
    }

    @Test
    void headlessDemoEndsByItselfWithOneLineOfJson(TrainedShop shop) throws Exception {
        start("--headless", "--seconds", "5", "--rate", "30");

        assertThat(demo.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)).isTrue();
        assertThat(demo.exitValue()).as(notes()).isZero();
        List<String> out = Files.readAllLines(folder.resolve("out"));
        JsonNode result = new ObjectMapper().readTree(out.get(out.size() - 1));
        assertThat(result.fieldNames())
                .toIterable()
                .containsExactly(
                        "clicks",
                        "recommendations",
                        "dead_letters",
                        "latency_ms",
                        "hit_rate_at_20",
                        "model_version");
        assertThat(result.path("clicks").asLong()).isGreaterThan(200);
        assertThat(result.path("recommendations")).isEqualTo(result.path("clicks"));
        assertThat(result.path("dead_letters").asLong()).isZero();
        assertThat(result.path("latency_ms").fieldNames())
                .toIterable()
                .containsExactly("p50", "p90", "p99");
        assertThat(result.path("hit_rate_at_20").asDouble()).isBetween(0.05, 1.0);
        assertThat(result.path("model_version").asText()).isEqualTo(shop.model().modelVersion());
        assertThat(temporaryFiles()).isEmpty();
    }

    @Test
    void interruptedDemoEndsCleanlyAndLeavesNothingBehind(TrainedShop shop) throws Exception {
        int web = FreePorts.next();
        int kafka = FreePorts.next();
        start("--web-port", "" + web, "--kafka-port", "" + kafka, "--rate", "30");
        Awaitility.await("the demo to show a session")
                .atMost(LIMIT)
                .until(() -> notes().contains("clicked") || !demo.isAlive());

        new ProcessBuilder("kill", interrupt(), Long.toString(demo.pid())).start().waitFor();

        assertThat(demo.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)).isTrue();
        assertThat(demo.exitValue()).as(notes()).isZero();
        assertThat(FreePorts.isFree(web)).isTrue();
        assertThat(FreePorts.isFree(kafka)).isTrue();
        assertThat(temporaryFiles()).isEmpty();
        assertThat(notes()).doesNotContain("Exception");
    }

    /** As by Ctrl-C; but TERM where INT is ignored, which children inherit, as under nohup. */
    private static String interrupt() throws IOException {
        Path status = Path.of("/proc/self/status");
        if (!Files.isReadable(status)) {
            return "-INT";
        }
        boolean isIgnored =
                Files.readAllLines(status).stream()
                        .filter(line -> line.startsWith("SigIgn:"))
                        .map(line -> Long.parseUnsignedLong(line.substring(7).strip(), 16))
                        .anyMatch(signals -> (signals & 2) != 0);
        return isIgnored ? "-TERM" : "-INT";
    }

    private void start(String... arguments) throws IOException {
        Files.createDirectories(folder.resolve("tmp"));
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-Xmx1g", "-Djava.io.tmpdir=" + folder.resolve("tmp")));
        for (String opened : List.of("java.util", "java.lang", "java.time")) {
            command.add("--add-opens=java.base/" + opened + "=ALL-UNNAMED");
        }
        command.addAll(List.of("-cp", libraries(), Main.class.getName(), "demo"));
        command.addAll(List.of("--home", SharedShop.HOME.toString()));
        command.addAll(List.of("--items", "" + SharedShop.PLAN.shop().items()));
        command.addAll(List.of("--sessions", "" + SharedShop.PLAN.shop().sessions()));
        command.addAll(List.of("--epochs", "" + SharedShop.PLAN.training().epochs()));
        command.addAll(List.of(arguments));
        demo =
                new ProcessBuilder(command)
                        .redirectOutput(folder.resolve("out").toFile())
                        .redirectError(folder.resolve("err").toFile())
                        .start();
    }

    /** The class path without this module: its logging is not the program's. */
    /** As in the product: without this module, and without a test library that sets up logging. */
    private static String libraries() {
        return Stream.of(System.getProperty("java.class.path").split(java.io.File.pathSeparator))
                .filter(entry -> !entry.contains("integration-tests"))
                .filter(entry -> !entry.contains("flink-kubernetes-operator-api"))
                .collect(java.util.stream.Collectors.joining(java.io.File.pathSeparator));
    }

    private String notes() throws IOException {
        return Files.readString(folder.resolve("err"));
    }

    /** What the demo made for itself; the JVM's own and caches of native libraries may stay. */
    private List<String> temporaryFiles() throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve("tmp"))) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> !name.startsWith("hsperfdata"))
                    .toList();
        }
    }
}
