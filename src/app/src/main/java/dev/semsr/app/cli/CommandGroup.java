package dev.semsr.app.cli;

import picocli.CommandLine.Mixin;
import picocli.CommandLine.ParameterException;

/** A command that only holds others: the caller must name one of them. */
public abstract class CommandGroup implements Runnable {

    @Mixin private CommonOptions common;

    /** Refuses to run without a sub-command. */
    @Override
    public final void run() {
        var command = common.command();
        throw new ParameterException(
                command.commandLine(),
                "Name a command: " + String.join(", ", command.subcommands().keySet()));
    }
}
