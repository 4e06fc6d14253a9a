package dev.semsr.app.cli;

import picocli.CommandLine.Command;

/** Holds the ways in which a data set comes into being. */
@Command(
        name = "import",
        description = "Make a data set.",
        subcommands = {
            ImportCsvCommand.class,
            ImportColumnsCommand.class,
            ImportAmazon2014Command.class,
            ImportAmazon2018Command.class,
            ImportAmazon2023Command.class,
            ImportAmazonM2Command.class,
            ImportYoochooseCommand.class,
            ImportDigineticaCommand.class,
            ImportRetailRocketCommand.class,
            ImportMovieLensCommand.class,
            ImportOttoCommand.class,
            ImportTaobaoCommand.class,
            ImportArchiveCommand.class,
            ImportDemoShopCommand.class
        })
final class ImportCommand extends CommandGroup {}
