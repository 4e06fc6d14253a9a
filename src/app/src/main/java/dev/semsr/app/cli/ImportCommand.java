package dev.semsr.app.cli;

import picocli.CommandLine.Command;

/** Holds the ways in which a data set comes into being. */
@Command(
        name = "import",
        description = "Make a data set.",
        subcommands = {ImportCsvCommand.class, ImportDemoShopCommand.class})
final class ImportCommand extends CommandGroup {}
