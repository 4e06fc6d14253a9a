package dev.semsr.app.cli;

import picocli.CommandLine.Command;

/** Holds what can be done with the state in a savepoint. */
@Command(
        name = "state",
        description = "Read and rewrite the sessions in a savepoint of the main job.",
        subcommands = {StateInspectCommand.class, StateMigrateCommand.class})
final class StateCommand extends CommandGroup {}
