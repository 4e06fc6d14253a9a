package dev.semsr.app;

import dev.semsr.app.cli.LogSetup;
import dev.semsr.app.cli.SemsrCommand;

/** Entry point of the {@code semsr} program. */
public final class Main {

    private Main() {}

    /** Runs one command and ends the process with its exit code. */
    public static void main(String[] args) {
        LogSetup.configure(args);
        System.exit(SemsrCommand.commandLine().execute(args));
    }
}
