package dev.semsr.app.cli;

import picocli.CommandLine.Command;

/** Holds the commands of the language model as agent. */
@Command(
        name = "agent",
        description = "Let a language model name the titles that follow a session (SemSR-A).",
        subcommands = {AgentAskCommand.class, AgentEvaluateCommand.class})
final class AgentCommand extends CommandGroup {}
