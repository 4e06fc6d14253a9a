package dev.semsr.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.UncheckedIOException;
import java.nio.file.NoSuchFileException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

class SemsrCommandTest {

    @Test
    void theVersionNamesTheProductAndJava() {
        Invocation version = Invocation.of("--version");

        assertThat(version.exitCode()).isZero();
        assertThat(version.lines()).hasSize(2);
        assertThat(version.out()).contains("SemSR Stream", "Java 1");
    }

    @ParameterizedTest
    @MethodSource("commands")
    void everyCommandExplainsItself(String command) {
        Invocation help = Invocation.ofCommand((command + " --help").strip());

        assertThat(help.exitCode()).isZero();
        assertThat(help.err()).isEmpty();
        assertThat(help.out()).contains(("Usage: semsr " + command).strip());
    }

    @ParameterizedTest
    @MethodSource("commands")
    void everyOptionAndCommandIsDescribed(String command) {
        CommandLine.Model.CommandSpec spec = find(command).getCommandSpec();

        assertThat(spec.usageMessage().description()).as("description").isNotEmpty();
        assertThat(String.join(" ", spec.usageMessage().description()))
                .as("a % must be written as %% there")
                .doesNotContainPattern("(?<!%)% ");
        assertThat(spec.args())
                .allSatisfy(arg -> assertThat(arg.description()).as("%s", arg).isNotEmpty());
    }

    @Test
    void anUnknownCommandIsAWrongCommandLine() {
        Invocation mistake = Invocation.of("imprt");

        assertThat(mistake.exitCode()).isEqualTo(2);
        assertThat(mistake.out()).isEmpty();
        assertThat(mistake.err()).contains("semsr: ", "'imprt'", "import");
    }

    @Test
    void anUnknownOptionPointsToTheHelpOfItsCommand() {
        Invocation mistake = Invocation.of("import", "--nope");

        assertThat(mistake.exitCode()).isEqualTo(2);
        assertThat(mistake.err()).contains("'--nope'", "semsr import --help");
    }

    @Test
    void aGroupWithoutCommandNamesItsCommands() {
        Invocation mistake = Invocation.of();

        assertThat(mistake.exitCode()).isEqualTo(2);
        assertThat(mistake.err()).contains("Name a command: import");
    }

    @Test
    void aFailureIsTwoLinesWithoutStackTrace() {
        Invocation failure = run(new CommandFailure("Broken is shop.csv:7", "Mend it"));

        assertThat(failure.exitCode()).isEqualTo(1);
        assertThat(failure.err().lines()).containsExactly("semsr: Broken is shop.csv:7", "Mend it");
    }

    @Test
    void verboseAddsTheStackTrace() {
        Invocation failure = run(new CommandFailure("Broken", "Mend it"), "--verbose");

        assertThat(failure.err()).contains("semsr: Broken", "\tat dev.semsr.app.cli.");
    }

    @Test
    void aMissingFileIsSaidInWords() {
        Invocation failure = run(new UncheckedIOException(new NoSuchFileException("/shop.csv")));

        assertThat(failure.err().strip()).isEqualTo("semsr: There is no file or folder /shop.csv");
    }

    @Test
    void tooLittleMemoryIsSaidWithTheRemedy() {
        Invocation failure = run(new OutOfMemoryError("Java heap space"));

        assertThat(failure.exitCode()).isEqualTo(1);
        assertThat(failure.err())
                .contains("MB does not suffice", "SEMSR_JAVA_OPTS")
                .doesNotContain("\tat ");
    }

    @Test
    void anUnexpectedFailureNamesItsKindAndTheLog() {
        Invocation failure = run(new UnsupportedOperationException("odd"));

        assertThat(failure.exitCode()).isEqualTo(1);
        assertThat(failure.err())
                .contains("UnsupportedOperationException: odd", "--verbose", "semsr.log");
    }

    static Stream<String> commands() {
        return names("", SemsrCommand.commandLine());
    }

    private static Stream<String> names(String path, CommandLine command) {
        return Stream.concat(
                Stream.of(path),
                command.getSubcommands().entrySet().stream()
                        .flatMap(
                                sub -> names((path + " " + sub.getKey()).strip(), sub.getValue())));
    }

    private static CommandLine find(String command) {
        CommandLine found = SemsrCommand.commandLine();
        for (String name : command.isEmpty() ? new String[0] : command.split(" ")) {
            found = found.getSubcommands().get(name);
        }
        return found;
    }

    private static Invocation run(Throwable failure, String... options) {
        CommandLine program = SemsrCommand.commandLine().addSubcommand(new Failing(failure));
        return Invocation.of(
                program,
                Stream.concat(Stream.of("fail"), Stream.of(options)).toArray(String[]::new));
    }

    @Command(name = "fail")
    private static final class Failing implements Runnable {

        @SuppressWarnings("unused") // for picocli
        @Mixin
        private CommonOptions common;

        private final Throwable failure;

        Failing(Throwable failure) {
            this.failure = failure;
        }

        @Override
        public void run() {
            if (failure instanceof Error error) {
                throw error;
            }
            throw (RuntimeException) failure;
        }
    }
}
