package dev.semsr.app.cli;

import picocli.CommandLine.Command;

/** Holds the jobs that can be run in this process. */
@Command(
        name = "jobs",
        description = "Run a job in this process, against an existing broker.",
        subcommands = {
            JobsRecommendCommand.class,
            JobsRefreshCommand.class,
            JobsArchiveCommand.class,
            JobsQualityCommand.class
        })
final class JobsCommand extends CommandGroup {}
