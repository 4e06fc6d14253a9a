package dev.semsr.app.cli;

import dev.semsr.lab.dataset.Dataset;
import dev.semsr.lab.evaluation.EvaluationSettings;
import dev.semsr.lab.experiment.Experiment;
import dev.semsr.lab.experiment.ExperimentResult;
import dev.semsr.lab.experiment.ExperimentSettings;
import dev.semsr.lab.experiment.ItemTexts;
import dev.semsr.lab.experiment.ModelPlan;
import dev.semsr.lab.report.ResultsPage;
import dev.semsr.model.encoder.EncodedCatalogue;
import dev.semsr.model.network.Backbone;
import dev.semsr.model.training.ModelRecipe;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Compares models on what comes after a moment in time. */
@Command(
        name = "compare",
        description =
                "Train models on one part of a data set, ask them about the other, over"
                        + " several seeds, and write a page of results.",
        sortOptions = false,
        footer = {
            "",
            "Can be stopped at any time; the same command goes on where it stopped and skips what is"
                    + " done."
        })
final class ExperimentCompareCommand implements Runnable {

    @Parameters(
            paramLabel = "DATASET",
            description = "Folder of a data set, or its name below the home folder.")
    private String dataset;

    @Option(
            names = "--models",
            paramLabel = "VARIANT/BACKBONE",
            split = ",",
            defaultValue = "base/niser,semsr-f/niser",
            description = "Models (${DEFAULT-VALUE}); popularity is always there.")
    private List<String> models;

    @Option(
            names = "--seeds",
            paramLabel = "N",
            split = ",",
            defaultValue = "1,2,3",
            description = "One training of each model for each seed (${DEFAULT-VALUE}).")
    private List<Long> seeds;

    @Option(
            names = "--page",
            paramLabel = "FILE",
            description = "The page of results (default: results.md in the experiment's folder).")
    private Path page;

    @Option(
            names = "--folder",
            paramLabel = "DIR",
            description =
                    "Checkpoints, models and results (default: experiments/DATASET-PROTOCOL below"
                            + " the home folder).")
    private Path folder;

    @Mixin private ProtocolOptions protocol;

    @Mixin private EncoderOptions encoder;

    @Mixin private TrainingOptions training;

    @Option(names = "--json", description = "Print the result as JSON.")
    private boolean json;

    @Mixin private CommonOptions common;

    @Override
    public void run() {
        List<ModelPlan> settings =
                common.checked(() -> models.stream().map(this::settings).toList());
        Dataset data = DatasetArgument.open(dataset, common.home()).load();
        EncodedCatalogue text =
                data.info().itemsWithTitle() == 0 ? null : encoder.encode(data.items(), common);
        Path to = folder == null ? folder(data.info().name()) : folder;
        ExperimentResult result;
        try (ExperimentLines lines = new ExperimentLines(common.terminal())) {
            result =
                    new Experiment(experiment(data.info().name(), to, settings), lines)
                            .run(data, text == null ? null : texts(text));
        }
        print(result, page == null ? to.resolve("results.md") : page);
    }

    private static ItemTexts texts(EncodedCatalogue text) {
        return new ItemTexts(text.vectors(), text.encoder(), text.template());
    }

    private ModelPlan settings(String model) {
        int slash = model.indexOf('/');
        if (slash < 0) {
            throw new IllegalArgumentException(
                    "'" + model + "' is no model; name variant and backbone as in semsr-f/niser");
        }
        return ModelPlan.of(
                Recipes.of(
                        model.substring(0, slash),
                        Backbone.of(model.substring(slash + 1)),
                        ModelRecipe.Reranked.DEPTH,
                        training,
                        seeds.get(0)));
    }

    private ExperimentSettings experiment(String name, Path to, List<ModelPlan> settings) {
        return new ExperimentSettings(
                to,
                common.home().training().resolve(name),
                settings,
                seeds,
                common.checked(protocol::protocol),
                EvaluationSettings.defaults(),
                common.commandLine(),
                Clock.systemUTC());
    }

    private Path folder(String name) {
        return common.home().experiments().resolve(name + "-" + protocol.name());
    }

    private void print(ExperimentResult result, Path to) {
        String text = ResultsPage.markdown(List.of(result));
        try {
            Files.writeString(to, text);
        } catch (IOException e) {
            throw new UncheckedIOException("The page " + to + " cannot be written", e);
        }
        if (json) {
            common.terminal().json(result);
        } else {
            common.terminal().print("%s", text.strip());
            common.terminal().note("Written to " + to);
        }
    }
}
