package dev.semsr.app.cli;

import picocli.CommandLine.Command;

/** Holds what is done about single sessions. */
@Command(
        name = "sessions",
        description = "Act on the sessions that the running job remembers.",
        subcommands = {SessionsEraseCommand.class})
final class SessionsCommand extends CommandGroup {}
