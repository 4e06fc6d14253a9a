package dev.semsr.app.cli;

import picocli.CommandLine.Command;

/** Holds what can be done with the shop's rules. */
@Command(
        name = "rules",
        description = "Hide, boost, bury and pin items: rules that running jobs follow at once.",
        subcommands = {RulesAddCommand.class, RulesListCommand.class, RulesRemoveCommand.class})
final class RulesCommand extends CommandGroup {}
