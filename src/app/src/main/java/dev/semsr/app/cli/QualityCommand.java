package dev.semsr.app.cli;

import picocli.CommandLine.Command;

/** Holds what can be known of live quality. */
@Command(
        name = "quality",
        description = "How well lists are followed by clicks, live.",
        subcommands = {QualityShowCommand.class})
final class QualityCommand extends CommandGroup {}
