package dev.semsr.app.cli;

import dev.semsr.lab.experiment.DeclaredExperiment;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Holds the experiments. */
@Command(
        name = "experiment",
        description = "Compare models on data sets.",
        subcommands = {ExperimentCompareCommand.class, ExperimentReportCommand.class})
final class ExperimentCommand extends CommandGroup {

    /** Adds a command for each declared experiment. */
    @Spec
    @SuppressWarnings("unused") // picocli calls it
    void addDeclared(CommandSpec spec) {
        for (DeclaredExperiment experiment : DeclaredExperiment.values()) {
            CommandSpec command =
                    CommandSpec.forAnnotatedObject(new DeclaredExperimentCommand(experiment));
            command.usageMessage().description(experiment.question() + ".");
            spec.addSubcommand(experiment.code(), command);
        }
    }
}
