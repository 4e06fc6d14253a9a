package dev.semsr.lab.report;

import dev.semsr.lab.evaluation.EvaluationResult;
import dev.semsr.lab.evaluation.PairedBootstrap.Interval;
import dev.semsr.lab.experiment.ExperimentResult;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The claims of the paper, and that of this project, judged by the stored figures of one backbone
 * on one data set.
 */
final class Claims {

    private static final String BASE = "base/";
    private static final String FUSED = "semsr-f/";
    private static final String RERANKED = "semsr-f+/";
    private static final String BEST = "semsr-x";
    private static final String TEXT_ALONE = "text-cosine";
    private static final String RECALL_20 = "Recall@20";
    private static final String RECALL_100 = "Recall@100";
    private static final String MRR_20 = "MRR@20";
    private static final List<Integer> LENGTHS = List.of(5, 20, 100);

    private final ExperimentResult result;
    private final String backbone;

    Claims(ExperimentResult result, String backbone) {
        this.result = result;
        this.backbone = backbone;
    }

    /** Backbones of a result that have a model with text. */
    static List<String> backbones(ExperimentResult result) {
        return result.models().stream()
                .filter(model -> model.startsWith(FUSED) && model.indexOf(' ') < 0)
                .map(model -> model.substring(FUSED.length()))
                .toList();
    }

    /** Every claim and what became of it. */
    Map<String, Judgement> all() {
        String base = BASE + backbone;
        String fused = FUSED + backbone;
        Map<String, Judgement> judged = new LinkedHashMap<>();
        judged.put(
                "Text finds the neighbourhood: SemSR-F over its backbone in Recall@100",
                gain(fused, base, RECALL_100));
        judged.put(
                "Behaviour ranks inside it: the backbone over text alone in MRR@20",
                behaviourRanks(base));
        judged.put(
                "SemSR-F over its backbone in Recall@20 and MRR@20",
                Judgement.both(
                        RECALL_20,
                        gain(fused, base, RECALL_20),
                        MRR_20,
                        gain(fused, base, MRR_20)));
        judged.put(
                "Re-ranking by the backbone raises MRR@20: SemSR-F+ over SemSR-F",
                gain(RERANKED + backbone, fused, MRR_20));
        judged.put(
                "The gain of SemSR-F in Recall@K grows with K: 5, 20, 100", growing(fused, base));
        judged.put(
                "Beyond the paper: semsr-x over SemSR-F in Recall@20 and MRR@20",
                Judgement.both(
                        RECALL_20,
                        gain(BEST, fused, RECALL_20),
                        MRR_20,
                        gain(BEST, fused, MRR_20)));
        return judged;
    }

    private Judgement gain(String model, String over, String metric) {
        return result.comparisons().stream()
                .filter(
                        comparison ->
                                comparison.model().equals(model)
                                        && comparison.over().equals(over)
                                        && comparison.metric().equals(metric))
                .findFirst()
                .map(comparison -> Judgement.of(comparison.interval()))
                .orElse(Judgement.notMeasured());
    }

    private Judgement behaviourRanks(String base) {
        EvaluationResult text =
                result.baselines().stream()
                        .filter(baseline -> baseline.variant().equals(TEXT_ALONE))
                        .findFirst()
                        .orElse(null);
        if (text == null || result.runsOf(base).isEmpty()) {
            return Judgement.notMeasured();
        }
        double behaviour =
                result.runsOf(base).stream()
                        .mapToDouble(run -> run.test().all().at(20).mrr())
                        .average()
                        .orElseThrow();
        double alone = text.all().at(20).mrr();
        return new Judgement(
                behaviour > alone ? Verdict.HELD : Verdict.NOT_HELD,
                String.format(Locale.ROOT, "%.2f against %.2f", behaviour * 100, alone * 100));
    }

    private Judgement growing(String model, String over) {
        if (result.runsOf(model).isEmpty() || result.runsOf(over).isEmpty()) {
            return Judgement.notMeasured();
        }
        List<Double> gains = new ArrayList<>();
        for (int k : LENGTHS) {
            gains.add(recall(model, k) / recall(over, k) - 1);
        }
        boolean grows = true;
        for (int i = 1; i < gains.size(); i++) {
            grows &= gains.get(i) > gains.get(i - 1);
        }
        return new Judgement(
                grows ? Verdict.HELD : Verdict.NOT_HELD,
                gains.stream()
                        .map(gain -> String.format(Locale.ROOT, "%+.1f %%", gain * 100))
                        .collect(Collectors.joining(", ")));
    }

    private double recall(String model, int k) {
        return result.runsOf(model).stream()
                .mapToDouble(run -> run.test().all().at(k).recall())
                .average()
                .orElseThrow();
    }

    /** An interval in per cent. */
    static String interval(Interval interval) {
        return String.format(
                Locale.ROOT, "[%+.2f, %+.2f]", interval.low() * 100, interval.high() * 100);
    }
}
