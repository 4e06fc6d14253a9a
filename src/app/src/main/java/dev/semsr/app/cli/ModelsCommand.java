package dev.semsr.app.cli;

import picocli.CommandLine.Command;

/** Holds what can be done with published models. */
@Command(
        name = "models",
        description = "Look at the model store and clear it up.",
        subcommands = {
            ModelsListCommand.class,
            ModelsShowCommand.class,
            ModelsDiffCommand.class,
            ModelsUploadCommand.class,
            ModelsGcCommand.class
        })
final class ModelsCommand extends CommandGroup {}
