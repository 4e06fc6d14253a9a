package dev.semsr.app.cli;

import dev.semsr.core.ranking.RankingSettings;
import dev.semsr.core.scoring.Recommender;
import dev.semsr.lab.dataset.Dataset;
import dev.semsr.lab.evaluation.Evaluation;
import dev.semsr.lab.evaluation.EvaluationResult;
import dev.semsr.lab.evaluation.EvaluationSettings;
import dev.semsr.lab.evaluation.RecommendationDump;
import dev.semsr.lab.protocol.Split;
import dev.semsr.model.device.DeviceScorer;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Asks a model about the test part of a data set. */
@Command(
        name = "evaluate",
        description = "Ask a model about the test part of a data set.",
        sortOptions = false,
        footer = {
            "",
            "Every click after the first of a session is predicted from those before it, over the"
                    + " whole catalogue; ties count against the target."
        })
final class EvaluateCommand implements Runnable {

    private static final int BATCH = 256;

    @Parameters(
            paramLabel = "DATASET",
            description = "Folder of a data set, or its name below the home folder.")
    private String dataset;

    @Mixin private ModelOptions model;

    @Mixin private ProtocolOptions protocol;

    @Option(
            names = "--cutoffs",
            paramLabel = "N",
            split = ",",
            defaultValue = "20,100",
            description = "Lengths of the list for the metrics (${DEFAULT-VALUE}).")
    private List<Integer> cutoffs;

    @Option(
            names = "--filter-seen",
            description =
                    "Take items of the session out of the lists for the metrics; published figures"
                            + " leave them in.")
    private boolean filterSeen;

    @Option(
            names = "--dump",
            paramLabel = "FILE",
            description =
                    "Also write the list that the job would answer each test click with, one JSON"
                            + " object a line.")
    private Path dump;

    @Option(names = "--json", description = "Print the result as JSON.")
    private boolean json;

    @Mixin private CommonOptions common;

    @Override
    public void run() {
        EvaluationSettings settings =
                common.checked(() -> new EvaluationSettings(cutoffs, BATCH, filterSeen));
        Dataset data = DatasetArgument.open(dataset, common.home()).load();
        Split split = protocol.split(data, common);
        try (DeviceScorer scorer = model.load(common.home());
                ProgressLine line = common.terminal().progress()) {
            warnOfKnownFuture(scorer.manifest().dataTo(), split.cut());
            EvaluationResult result =
                    new Evaluation(settings).run(scorer, split, step -> line.show(step.text()));
            if (dump != null) {
                dump(scorer, split, line);
            }
            line.close();
            print(result);
        }
    }

    private void dump(DeviceScorer scorer, Split split, ProgressLine line) {
        RecommendationDump writer =
                new RecommendationDump(
                        new Recommender(RankingSettings.DEFAULT), scorer.fallback());
        long lists = writer.write(scorer, split, dump, step -> line.show(step.text()));
        line.keep("%,d lists written to %s".formatted(lists, dump));
    }

    private void warnOfKnownFuture(Instant learnedTo, Instant cut) {
        if (learnedTo != null && !learnedTo.isBefore(cut)) {
            common.terminal()
                    .note(
                            "The model has learned clicks until "
                                    + learnedTo
                                    + ", the test begins at "
                                    + cut
                                    + ": the figures are too good. Evaluate by the protocol that it"
                                    + " was trained by.");
        }
    }

    private void print(EvaluationResult result) {
        if (json) {
            common.terminal().json(result);
        } else {
            common.terminal().print("%s", result.toText().strip());
        }
    }
}
