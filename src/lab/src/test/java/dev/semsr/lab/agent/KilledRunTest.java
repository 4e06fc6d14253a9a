package dev.semsr.lab.agent;

import static dev.semsr.lab.agent.ScriptedEndpoint.titles;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class KilledRunTest {

    private static final Sample ALL = new Sample(0, 1);

    @TempDir private Path folder;

    @Test
    @Timeout(300)
    void aKilledRunGoesOnWhereItEndedAndGivesTheSameAsOneNeverKilled() throws Exception {
        try (ScriptedEndpoint server =
                new ScriptedEndpoint(number -> titles("Item lamp").after(Duration.ofMillis(100)))) {
            Path answers = Trial.answers(folder);
            killWhenStored(start(server), answers, 5);
            Map<String, String> kept = Shop.files(answers);
            long whole = whole(answers);
            int before = server.requests();

            AgentReport resumed = run(server, folder);

            assertThat(whole).isBetween(5L, Trial.questions(ALL) - 1L);
            assertThat(server.requests() - before).isEqualTo(Trial.questions(ALL) - (int) whole);
            assertThat(resumed.complete()).isTrue();
            assertThat(resumed.answers().fromCache()).isEqualTo(whole);
            assertThat(Shop.files(answers)).containsAllEntriesOf(kept);
            assertThat(resumed.evaluation().all())
                    .isEqualTo(run(server, folder.resolve("other")).evaluation().all());
        }
    }

    private static long whole(Path answers) {
        return Shop.files(answers).keySet().stream().filter(name -> name.endsWith(".json")).count();
    }

    private static AgentReport run(ScriptedEndpoint server, Path folder) {
        return Trial.run(
                Shop.endpoint(server),
                Shop.with(Shop.calls(30_000, 0, 8), SpendLimits.defaults()),
                ALL,
                folder);
    }

    private Process start(ScriptedEndpoint server) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        KilledRun.class.getName(),
                        server.url(),
                        folder.toString())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    private static void killWhenStored(Process process, Path answers, int files)
            throws InterruptedException {
        try {
            while (whole(answers) < files) {
                assertThat(process.isAlive()).as("the run still goes on").isTrue();
                TimeUnit.MILLISECONDS.sleep(5);
            }
        } finally {
            process.destroyForcibly().waitFor();
        }
    }
}
