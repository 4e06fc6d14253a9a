package dev.semsr.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StateCommandsTest {

    private static final String RELEASED =
            Path.of("../../flink-jobs/src/test/resources/savepoints/v1").toString();

    @TempDir private Path folder;

    @Test
    void sessionsAreShownAndCounted() {
        Invocation inspect = Invocation.of("state", "inspect", RELEASED, "--limit", "3");

        assertThat(inspect.exitCode()).as(inspect.err()).isZero();
        assertThat(inspect.lines()).hasSize(4);
        assertThat(inspect.lines().get(0)).startsWith("SESSION").contains("SEQUENCE");
        assertThat(inspect.err()).contains("5 sessions, 3 shown");
    }

    @Test
    void oneSessionIsShownWithItsClicks() {
        Invocation inspect =
                Invocation.of("state", "inspect", RELEASED, "--session", "s2", "--json");

        assertThat(inspect.exitCode()).as(inspect.err()).isZero();
        assertThat(inspect.lines()).hasSize(1);
        assertThat(inspect.out()).contains("\"session_id\":\"s2\"", "\"item_id\":\"c\"");
    }

    @Test
    void aMigratedSavepointHoldsTheRevisedSessions() {
        String target = folder.resolve("migrated").toString();

        Invocation migrate =
                Invocation.of(
                        "state", "migrate", RELEASED, target, "--erase", "s1", "--max-clicks", "2");
        Invocation inspect = Invocation.of("state", "inspect", target, "--json");

        assertThat(migrate.exitCode()).as(migrate.err()).isZero();
        assertThat(migrate.out()).contains("4 sessions kept (4 of them shortened), 1 dropped");
        assertThat(inspect.lines())
                .hasSize(4)
                .allMatch(line -> line.contains("\"clicks\":2"))
                .noneMatch(line -> line.contains("\"s1\""));
    }

    @Test
    void aSavepointIsNeverOverwritten() {
        Invocation migrate = Invocation.of("state", "migrate", RELEASED, folder.toString());

        assertThat(migrate.exitCode()).isEqualTo(1);
        assertThat(migrate.err()).contains("already", "never overwritten");
    }

    @Test
    void whatIsNoSavepointIsNamed() {
        String nowhere = folder.resolve("nowhere").toString();

        assertThat(Invocation.of("state", "inspect", nowhere).err())
                .contains("no savepoint at " + nowhere);
        assertThat(Invocation.of("state", "inspect", folder.toString()).exitCode()).isEqualTo(1);
        assertThat(
                        Invocation.of("state", "migrate", RELEASED, nowhere, "--max-clicks", "0")
                                .exitCode())
                .isEqualTo(2);
    }
}
