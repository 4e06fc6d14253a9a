package dev.semsr.app.cli;

import dev.semsr.core.ranking.RankingSettings;
import dev.semsr.core.scoring.Recommender;
import dev.semsr.core.scoring.Scorer;
import dev.semsr.lab.baseline.Baselines;
import dev.semsr.lab.baseline.TextCosineScorer;
import dev.semsr.lab.dataset.Dataset;
import dev.semsr.lab.evaluation.Evaluation;
import dev.semsr.lab.evaluation.Evaluation.Evaluated;
import dev.semsr.lab.evaluation.EvaluationResult;
import dev.semsr.lab.evaluation.EvaluationSettings;
import dev.semsr.lab.evaluation.PairedBootstrap;
import dev.semsr.lab.evaluation.PairedBootstrap.Interval;
import dev.semsr.lab.evaluation.RecommendationDump;
import dev.semsr.lab.experiment.ItemTexts;
import dev.semsr.lab.experiment.TextChoice;
import dev.semsr.lab.protocol.Protocol;
import dev.semsr.lab.protocol.Split;
import dev.semsr.model.device.DeviceScorer;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
            defaultValue = "5,10,20,50,100",
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

    @Option(
            names = "--compare",
            paramLabel = "MODEL",
            description =
                    "Ask this model too (NAME, NAME/VERSION, or the folder of an artefact) and say"
                            + " how sure the differences are.")
    private String other;

    @Option(
            names = "--baseline",
            paramLabel = "NAME",
            description =
                    "Ask this simple scorer instead of a model: popularity, session-popularity,"
                            + " co-visits, vmis-knn or text-cosine. Beside --compare, the difference of"
                            + " the two.")
    private String baseline;

    @Option(
            names = "--context",
            paramLabel = "N",
            defaultValue = "" + Protocol.NEWEST,
            description =
                    "Newest clicks of a session that are told, at most 50 (${DEFAULT-VALUE}).")
    private int context;

    @Mixin private EncoderOptions encoder;

    @Option(names = "--json", description = "Print the result as JSON.")
    private boolean json;

    @Mixin private CommonOptions common;

    @Override
    public void run() {
        EvaluationSettings settings =
                common.checked(() -> new EvaluationSettings(cutoffs, BATCH, filterSeen));
        requireFitting();
        Dataset data = DatasetArgument.open(dataset, common.home()).load();
        Split whole = protocol.split(data, common);
        Split split = common.checked(() -> whole.withContext(context));
        try (Scorer scorer = asked(data, split);
                ProgressLine line = common.terminal().progress()) {
            if (scorer instanceof DeviceScorer trained) {
                warnOfKnownFuture(trained.manifest().dataTo(), split.cut());
            }
            Evaluated result =
                    new Evaluation(settings)
                            .evaluate(scorer, split, step -> line.show(step.text()));
            Compared compared = other == null ? null : compare(settings, split, result, line);
            if (dump != null && scorer instanceof DeviceScorer trained) {
                dump(trained, split, line);
            }
            line.close();
            print(result.result(), compared);
        }
    }

    private void requireFitting() {
        if (baseline != null && dump != null) {
            throw new CommandFailure(
                    "The job answers with a model, not with a baseline",
                    "Leave --baseline or --dump out.");
        }
    }

    private Scorer asked(Dataset data, Split split) {
        if (baseline == null) {
            return model.load(common.home());
        }
        ItemTexts texts =
                baseline.equals(TextCosineScorer.NAME)
                        ? new EncodedTexts(data, encoder, common).of(TextChoice.STANDARD)
                        : null;
        return common.checked(
                () -> Baselines.of(baseline, split, texts == null ? null : texts.vectors()));
    }

    /** What is printed with {@code --json} and {@code --compare}. */
    record Compared(
            EvaluationResult model, EvaluationResult other, Map<String, Interval> differences) {}

    private Compared compare(
            EvaluationSettings settings, Split split, Evaluated own, ProgressLine line) {
        Evaluated others;
        try (DeviceScorer scorer = model.loadOther(other, common.home())) {
            others =
                    new Evaluation(settings)
                            .evaluate(scorer, split, step -> line.show(step.text()));
        }
        PairedBootstrap bootstrap = new PairedBootstrap(split.cases(), 1);
        Map<String, Interval> differences = new LinkedHashMap<>();
        for (int cutoff : settings.cutoffs()) {
            differences.put(
                    "Recall@" + cutoff,
                    bootstrap.compare(
                            List.of(own.ranks()),
                            List.of(others.ranks()),
                            PairedBootstrap.recall(cutoff)));
            differences.put(
                    "MRR@" + cutoff,
                    bootstrap.compare(
                            List.of(own.ranks()),
                            List.of(others.ranks()),
                            PairedBootstrap.mrr(cutoff)));
        }
        return new Compared(own.result(), others.result(), differences);
    }

    private void dump(DeviceScorer scorer, Split split, ProgressLine line) {
        RecommendationDump writer =
                new RecommendationDump(new Recommender(RankingSettings.DEFAULT), scorer.fallback());
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

    private void print(EvaluationResult result, Compared compared) {
        if (json) {
            common.terminal().json(compared == null ? result : compared);
            return;
        }
        common.terminal().print("%s", result.toText().strip());
        if (compared != null) {
            common.terminal().print("%s", compared.other().toText().strip());
            common.terminal()
                    .print(
                            "%s less %s, with the interval of 95 %% of resampled test parts:",
                            result.version(), compared.other().version());
            compared.differences().forEach(this::print);
        }
    }

    private void print(String metric, Interval interval) {
        common.terminal()
                .print(
                        "%-11s %+.4f (%+.4f to %+.4f), %+.1f %%%s",
                        metric,
                        interval.difference(),
                        interval.low(),
                        interval.high(),
                        interval.relative() * 100,
                        interval.isClear() ? "" : ", may be chance");
    }
}
