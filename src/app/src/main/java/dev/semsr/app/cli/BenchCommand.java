package dev.semsr.app.cli;

import picocli.CommandLine.Command;

/** Holds the benchmarks. */
@Command(
        name = "bench",
        description = "Measure on this machine.",
        subcommands = {
            BenchPipelineCommand.class,
            BenchFreshnessCommand.class,
            BenchCatalogueCommand.class,
            BenchSoakCommand.class,
            BenchRolloutsCommand.class,
            BenchBadModelCommand.class
        })
final class BenchCommand extends CommandGroup {}
