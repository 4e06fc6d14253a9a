package dev.semsr.app.cli;

import picocli.CommandLine.Command;

/** Holds the commands that publish items. */
@Command(
        name = "items",
        description = "Publish items to Kafka, change them or take them off.",
        subcommands = {
            ItemsSendCommand.class,
            ItemsPutCommand.class,
            ItemsAvailableCommand.class,
            ItemsRemoveCommand.class
        })
final class ItemsCommand extends CommandGroup {}
