package dev.semsr.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.stream.Stream;
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
    void sessionsAreReadAndMigratedInTheFormThatTheyWereWrittenIn() {
        String target = folder.resolve("migrated").toString();
        String[] form = {
            "--written-as", schema(1), "--drop", "sequence", "--default", "sequence=77"
        };

        Invocation migrate =
                Invocation.of(with(new String[] {"state", "migrate", RELEASED, target}, form));
        Invocation inspect =
                Invocation.of(with(new String[] {"state", "inspect", RELEASED, "--json"}, form));

        assertThat(migrate.exitCode()).as(migrate.err()).isZero();
        assertThat(inspect.exitCode()).as(inspect.err()).isZero();
        assertThat(inspect.lines()).hasSize(5).allMatch(line -> line.contains("\"sequence\":77"));
        assertThat(Invocation.of("state", "inspect", target, "--json").lines())
                .containsExactlyInAnyOrderElementsOf(inspect.lines());
    }

    @Test
    void anotherSchemaThanTheirsIsRefused() {
        Invocation inspect = Invocation.of("state", "inspect", RELEASED, "--written-as", schema(2));

        assertThat(inspect.exitCode()).isEqualTo(1);
        assertThat(inspect.err()).contains("not written with the schema that was given");
    }

    @Test
    void aMappingThatDoesNotFitIsAWrongCommandLine() {
        String[] form = {"state", "inspect", RELEASED, "--written-as", schema(1)};

        assertThat(wrong(with(form, "--rename", "sequence=number"))).contains("'number'");
        assertThat(wrong(with(form, "--drop", "nothing"))).contains("'nothing'");
        assertThat(wrong(with(form, "--reviser", "java.lang.String"))).contains("SessionReviser");
        assertThat(wrong("state", "inspect", RELEASED, "--drop", "sequence"))
                .contains("--written-as");
        assertThat(wrong("state", "inspect", RELEASED, "--written-as", "nowhere.avsc"))
                .contains("no schema to read at nowhere.avsc");
    }

    private static String wrong(String... command) {
        Invocation invocation = Invocation.of(command);
        assertThat(invocation.exitCode()).isEqualTo(2);
        return invocation.err();
    }

    private static String[] with(String[] form, String... command) {
        return Stream.of(form, command).flatMap(Stream::of).toArray(String[]::new);
    }

    private static String schema(int version) {
        return "../../schemas/src/main/resources/dev/semsr/schemas/history/SessionState.v%d.avsc"
                .formatted(version);
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
