package dev.semsr.app.cli;

import picocli.CommandLine.Command;

/** Holds the experiments. */
@Command(
        name = "experiment",
        description = "Compare models on a data set.",
        subcommands = {ExperimentCompareCommand.class})
final class ExperimentCommand extends CommandGroup {}
