package dev.semsr.lab.report;

import dev.semsr.core.metrics.CutoffMetrics;
import dev.semsr.lab.coldreplay.ColdReplayResult;
import dev.semsr.lab.evaluation.EvaluationResult;
import dev.semsr.lab.evaluation.GroupMetrics;
import dev.semsr.lab.evaluation.PairedBootstrap.Interval;
import dev.semsr.lab.evaluation.ShownItems;
import dev.semsr.lab.experiment.Comparison;
import dev.semsr.lab.experiment.DataSummary;
import dev.semsr.lab.experiment.ExperimentResult;
import dev.semsr.lab.experiment.Machine;
import dev.semsr.lab.experiment.NamedResult;
import dev.semsr.lab.experiment.RunResult;
import dev.semsr.lab.fixture.HandMade;
import dev.semsr.model.network.Backbone;
import dev.semsr.model.network.Variant;
import dev.semsr.model.training.RankMetrics;
import dev.semsr.model.training.TrainingSettings;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Results written down in a test. */
final class Stored {

    private static final Instant DAY = Instant.parse("2026-01-02T03:04:05Z");

    private Stored() {}

    static NamedResult baseline(List<RunResult> runs, List<Comparison> comparisons) {
        return new NamedResult(
                "baseline", "Which is best", result(runs, comparisons), null, null, null);
    }

    static NamedResult coldReplay(ColdReplayResult... models) {
        ExperimentResult result =
                result(List.of(run("semsr-f/niser", 0.2), run("base/niser", 0.1)), List.of());
        return new NamedResult("cold-replay", "How many", result, null, null, List.of(models));
    }

    static ExperimentResult result(List<RunResult> runs, List<Comparison> comparisons) {
        return new ExperimentResult(
                new DataSummary(
                        HandMade.clicks("u:a u:b").info(),
                        "Split by hand",
                        DAY,
                        1_000,
                        5_000,
                        50,
                        90,
                        400,
                        3,
                        40),
                "encoder on title",
                List.of(evaluation("popularity", 0.02), evaluation("text-cosine", 0.10)),
                runs,
                comparisons,
                new Machine(2, "Abacus", 24, "Linux 6", "17"),
                "./semsr experiment baseline",
                DAY);
    }

    /** A run whose Recall is the given one at 5, 20 and 100, and its MRR half of it. */
    static RunResult run(String model, double... recalls) {
        return new RunResult(
                model.replace('/', '-') + "-seed1",
                model,
                "fingerprint",
                List.of(TrainingSettings.defaults(Variant.BASE, Backbone.NISER)),
                4,
                new RankMetrics(50, 0.2, 0.3, 0.09),
                evaluation(model, recalls),
                DAY);
    }

    static Comparison comparison(
            String model, String over, String metric, double low, double high) {
        return new Comparison(model, over, metric, new Interval((low + high) / 2, 0.1, low, high));
    }

    private static EvaluationResult evaluation(String model, double... recalls) {
        GroupMetrics group = new GroupMetrics(400, at(recalls));
        return new EvaluationResult(
                model,
                model,
                2_000,
                false,
                group,
                group,
                new GroupMetrics(0, at(Double.NaN)),
                Map.of(),
                Map.of("1 click", group),
                new ShownItems(0.5, 0.5, 0.5),
                0,
                1.5);
    }

    private static List<CutoffMetrics> at(double... recalls) {
        int[] cutoffs = {5, 20, 100};
        return Stream.of(0, 1, 2)
                .map(
                        i -> {
                            double recall = recalls[Math.min(i, recalls.length - 1)];
                            return new CutoffMetrics(cutoffs[i], recall, recall / 2, recall / 2);
                        })
                .toList();
    }
}
