package dev.semsr.app.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The options that every command has; a {@code Mixin}. */
public final class CommonOptions {

    private static final Set<String> FOLDERS = Set.of("--home", "--out", "--folder", "--page");

    /** Who makes the result again has nothing stored. */
    private static final String ONLY_STORED = "--only-stored";

    @Spec(Spec.Target.MIXEE)
    private CommandSpec command;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help and exit.")
    @SuppressWarnings("unused") // picocli acts on it
    private boolean help;

    @Option(
            names = {"-v", "--verbose"},
            description = "Show the log on standard error, and stack traces of errors.")
    private boolean verbose;

    @Option(
            names = "--home",
            paramLabel = "DIR",
            description =
                    "Folder of data sets, models, vectors, training runs and logs (default:"
                            + " $SEMSR_HOME, else 'data' in the checkout).")
    private Path home;

    /** What the command prints on. */
    public Terminal terminal() {
        return Terminal.of(command.commandLine().getOut(), command.commandLine().getErr());
    }

    /** Where the command keeps what it makes. */
    public HomeFolders home() {
        return home == null ? HomeFolders.standard() : new HomeFolders(home.toAbsolutePath());
    }

    /** Whether the log and stack traces are to be shown. */
    public boolean verbose() {
        return verbose;
    }

    /**
     * A value made from options; one that is refused is a wrong command line.
     *
     * @param value makes it, or throws an {@link IllegalArgumentException} that says what is
     *     allowed
     */
    public <T> T checked(Supplier<T> value) {
        try {
            return value.get();
        } catch (IllegalArgumentException e) {
            throw new ParameterException(command.commandLine(), e.getMessage(), e);
        }
    }

    /** Whether an option stands on the command line. */
    boolean isGiven(String option) {
        return command.commandLine().getParseResult().hasMatchedOption(option);
    }

    /**
     * The command line, for a report that says how it was made; without the folders of this
     * machine, which decide nothing.
     */
    String commandLine() {
        return "./semsr "
                + String.join(
                        " ",
                        withoutFolders(
                                command.root().commandLine().getParseResult().expandedArgs()));
    }

    static List<String> withoutFolders(List<String> arguments) {
        List<String> kept = new ArrayList<>();
        for (int i = 0; i < arguments.size(); i++) {
            String argument = arguments.get(i);
            String name = argument.contains("=") ? argument.split("=", 2)[0] : argument;
            if (!FOLDERS.contains(name) && !argument.equals(ONLY_STORED)) {
                kept.add(argument);
            } else if (FOLDERS.contains(name) && !argument.contains("=")) {
                i++;
            }
        }
        return kept;
    }

    /** The command that these options are mixed into. */
    CommandSpec command() {
        return command;
    }
}
