package dev.semsr.app.cli;

import picocli.CommandLine.Command;

/** Holds what can be done with dead letters. */
@Command(
        name = "dead-letters",
        description = "Read the records that a job could not use, and put them back.",
        subcommands = {DeadLettersListCommand.class, DeadLettersReplayCommand.class})
final class DeadLettersCommand extends CommandGroup {}
