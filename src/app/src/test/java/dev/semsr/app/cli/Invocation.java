package dev.semsr.app.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import picocli.CommandLine;

/** One run of the program inside the test, with what it printed. */
public record Invocation(int exitCode, String out, String err) {

    /** Runs the program with these arguments. */
    public static Invocation of(String... args) {
        return of(SemsrCommand.commandLine(), args);
    }

    static Invocation of(CommandLine program, String... args) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int exitCode =
                program.setOut(new PrintWriter(out, true))
                        .setErr(new PrintWriter(err, true))
                        .execute(args);
        return new Invocation(exitCode, out.toString(), err.toString());
    }

    /** Runs a command with more arguments after it, as {@code of("import csv", "file")}. */
    public static Invocation ofCommand(String command, String... args) {
        return of(
                Stream.concat(Arrays.stream(command.split(" ")), Arrays.stream(args))
                        .toArray(String[]::new));
    }

    /** The lines of the output. */
    public List<String> lines() {
        return out.lines().toList();
    }
}
