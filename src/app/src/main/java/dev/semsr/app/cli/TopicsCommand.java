package dev.semsr.app.cli;

import picocli.CommandLine.Command;

/** Holds what is done about Kafka topics. */
@Command(
        name = "topics",
        description = "Make the Kafka topics that the jobs need.",
        subcommands = {TopicsCreateCommand.class})
final class TopicsCommand extends CommandGroup {}
