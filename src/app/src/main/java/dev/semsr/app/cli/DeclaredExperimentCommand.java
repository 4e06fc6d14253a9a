package dev.semsr.app.cli;

import dev.semsr.lab.dataset.Dataset;
import dev.semsr.lab.dataset.DatasetFolder;
import dev.semsr.lab.evaluation.EvaluationSettings;
import dev.semsr.lab.experiment.DeclaredExperiment;
import dev.semsr.lab.experiment.DeclaredExperiment.Choices;
import dev.semsr.lab.experiment.DeclaredModel;
import dev.semsr.lab.experiment.DeclaredRun;
import dev.semsr.lab.experiment.ExperimentSettings;
import dev.semsr.lab.experiment.ModelPlan;
import dev.semsr.lab.experiment.NamedResult;
import dev.semsr.lab.report.ResultFiles;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Runs one of the declared experiments; there is one command for each. */
@Command(
        sortOptions = false,
        footer = {
            "",
            "Can be stopped at any time; the same command goes on where it stopped. Trainings and"
                    + " evaluations that another experiment has done are not done again. Without"
                    + " --protocol, data sets are split as their source says, those without texts by"
                    + " sr-gnn, all others by time-split."
        })
final class DeclaredExperimentCommand implements Runnable {

    private final DeclaredExperiment experiment;

    @Option(
            names = "--datasets",
            paramLabel = "DATASET",
            split = ",",
            description = "Folders or names of data sets (default: all that the question fits).")
    private List<String> datasets = List.of();

    @Option(
            names = "--models",
            paramLabel = "NAME",
            split = ",",
            description = "Only these models of the experiment, as the table names them.")
    private List<String> models = List.of();

    @Option(
            names = "--seeds",
            paramLabel = "N",
            split = ",",
            defaultValue = "1,2,3",
            description = "One training of each model for each seed (${DEFAULT-VALUE}).")
    private List<Long> seeds;

    @Option(
            names = "--only-stored",
            description = "Train nothing: make the tables of what earlier starts have done.")
    private boolean onlyStored;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            defaultValue = "docs/results",
            description = "Where results, tables and plots are written (${DEFAULT-VALUE}).")
    private Path out;

    @Mixin private DeclaredModelOptions choices;

    @Mixin private ProtocolOptions protocol;

    @Mixin private EncoderOptions encoder;

    @Mixin private TrainingOptions training;

    @Option(names = "--json", description = "Print the results as JSON.")
    private boolean json;

    @Mixin private CommonOptions common;

    DeclaredExperimentCommand(DeclaredExperiment experiment) {
        this.experiment = experiment;
    }

    @Override
    public void run() {
        List<DatasetFolder> folders = folders();
        List<NamedResult> results = new ArrayList<>();
        for (DatasetFolder folder : folders) {
            NamedResult result = run(folder.load());
            if (result.result().runs().isEmpty()) {
                common.terminal()
                        .note(
                                "Nothing of "
                                        + experiment.code()
                                        + " is stored for "
                                        + result.dataset());
                continue;
            }
            Path written = ResultFiles.write(result, out);
            results.add(result);
            common.terminal().note("Written to " + written);
        }
        print(results);
    }

    private List<DatasetFolder> folders() {
        List<DatasetFolder> folders =
                datasets.isEmpty()
                        ? DatasetArgument.all(common.home()).stream()
                                .filter(folder -> experiment.isAbout(hasText(folder)))
                                .toList()
                        : datasets.stream()
                                .map(name -> DatasetArgument.open(name, common.home()))
                                .toList();
        if (folders.isEmpty()) {
            throw new CommandFailure(
                    "No data set below " + common.home().datasets() + " fits " + experiment.code(),
                    "Import one with 'semsr import', or name one with --datasets.");
        }
        return folders;
    }

    private static boolean hasText(DatasetFolder folder) {
        return folder.info().itemsWithTitle() > 0;
    }

    private NamedResult run(Dataset dataset) {
        String split =
                common.isGiven("--protocol") ? protocol.name() : ProtocolOptions.fitting(dataset);
        ExperimentSettings settings = settings(dataset, split);
        try (ExperimentLines lines = new ExperimentLines(common.terminal())) {
            return new DeclaredRun(experiment, settings, lines)
                    .run(dataset, new EncodedTexts(dataset, encoder, common), onlyStored);
        }
    }

    private ExperimentSettings settings(Dataset dataset, String split) {
        String name = dataset.info().name();
        return new ExperimentSettings(
                common.home().experiments().resolve(name + "-" + split),
                common.home().training().resolve(name),
                common.checked(() -> plans(dataset.info().itemsWithTitle() > 0)),
                seeds,
                common.checked(() -> protocol.protocol(split)),
                EvaluationSettings.defaults(),
                common.commandLine(),
                Clock.systemUTC());
    }

    private List<ModelPlan> plans(boolean withText) {
        Choices chosen = choices.choices();
        List<ModelPlan> plans = new ArrayList<>();
        for (DeclaredModel model : experiment.models(chosen)) {
            ModelPlan plan = Recipes.plan(model, training, seeds.get(0));
            if ((withText || !plan.recipe().learnsFromText())
                    && (models.isEmpty() || models.contains(model.label()))) {
                plans.add(plan);
            }
        }
        if (plans.isEmpty()) {
            throw new IllegalArgumentException(
                    "None of "
                            + models
                            + " is in this experiment; it has "
                            + experiment.models(chosen).stream()
                                    .map(DeclaredModel::label)
                                    .toList());
        }
        return plans;
    }

    private void print(List<NamedResult> results) {
        if (json) {
            common.terminal().json(results);
        } else {
            results.forEach(
                    result -> common.terminal().print("%s", ResultFiles.markdown(result).strip()));
        }
    }
}
