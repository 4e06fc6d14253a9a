package dev.semsr.lab.experiment;

import dev.semsr.lab.dataset.Dataset;
import dev.semsr.lab.evaluation.GroupMetrics;
import dev.semsr.lab.protocol.Split;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A declared experiment on one data set: its trainings, and beyond them the figures that its
 * question asks for.
 */
public final class DeclaredRun {

    private final DeclaredExperiment experiment;
    private final ExperimentSettings settings;
    private final ExperimentListener listener;
    private final Experiment runs;

    /** A run that tells the listener how it goes on. */
    public DeclaredRun(
            DeclaredExperiment experiment,
            ExperimentSettings settings,
            ExperimentListener listener) {
        this.experiment = experiment;
        this.settings = settings;
        this.listener = listener;
        runs = new Experiment(settings, listener);
    }

    /**
     * Runs what is not done yet.
     *
     * @param onlyStored whether to train nothing and to take what earlier starts have done
     */
    public NamedResult run(Dataset dataset, TextSource texts, boolean onlyStored) {
        Split split = settings.protocol().split(dataset);
        ExperimentResult result =
                onlyStored ? runs.stored(dataset, split, texts) : runs.run(dataset, split, texts);
        return complete(dataset, split, texts, result);
    }

    NamedResult complete(Dataset dataset, Split split, TextSource texts, ExperimentResult result) {
        return new NamedResult(
                experiment.code(),
                experiment.question(),
                result,
                experiment.measuresServing() ? serving(split, result) : List.of(),
                experiment == DeclaredExperiment.COLD_START
                        ? newItems(dataset, split, result)
                        : Map.of(),
                experiment == DeclaredExperiment.COLD_REPLAY
                        ? new ColdReplays(dataset, split, texts, listener)
                                .of(result, settings.folder())
                        : List.of());
    }

    private List<ServingCost> serving(Split split, ExperimentResult result) {
        ServingMeter meter = new ServingMeter(split.cases());
        List<ServingCost> costs = new ArrayList<>();
        for (String model : result.models()) {
            Path artefact =
                    settings.folder()
                            .resolve(result.runsOf(model).get(0).name())
                            .resolve(DeviceTraining.ARTEFACT);
            if (Files.exists(artefact)) {
                costs.add(meter.measure(model, artefact));
            }
        }
        return costs;
    }

    private Map<String, Map<String, GroupMetrics>> newItems(
            Dataset dataset, Split split, ExperimentResult result) {
        ColdGroups groups = new ColdGroups(dataset, split, settings.evaluation());
        Map<String, Map<String, GroupMetrics>> metrics = new LinkedHashMap<>();
        for (String model : result.models()) {
            List<List<Integer>> ranks =
                    result.runsOf(model).stream()
                            .map(run -> Experiment.ranks(settings.folder().resolve(run.name())))
                            .toList();
            metrics.put(model, groups.metrics(ranks));
        }
        return metrics;
    }
}
