package dev.semsr.lab.evaluation;

import dev.semsr.core.scoring.ScoredItem;
import dev.semsr.core.scoring.Scorer;
import dev.semsr.lab.progress.ProgressListener;
import dev.semsr.lab.progress.ProgressMeter;
import dev.semsr.lab.protocol.Split;
import dev.semsr.lab.protocol.TestCase;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Asks a scorer the questions of a test part, in batches, over the whole catalogue. */
public final class Evaluation {

    private final EvaluationSettings settings;

    /** An evaluation with these settings; may run more than once. */
    public Evaluation(EvaluationSettings settings) {
        this.settings = settings;
    }

    /**
     * What an evaluation came to.
     *
     * @param result the metrics
     * @param ranks rank of each target in the order of the cases, 0 for one that is not in the list
     */
    public record Evaluated(EvaluationResult result, List<Integer> ranks) {}

    /** Runs all test cases of a split through a scorer. */
    public EvaluationResult run(Scorer scorer, Split split, ProgressListener progress) {
        return evaluate(scorer, split, progress).result();
    }

    /** Runs all test cases of a split through a scorer and keeps the rank of every target. */
    public Evaluated evaluate(Scorer scorer, Split split, ProgressListener progress) {
        long begun = System.nanoTime();
        List<TestCase> cases = split.cases();
        Tally tally = new Tally(settings, new ItemPopularity(split), cases.size());
        ProgressMeter meter =
                new ProgressMeter(
                        progress, "Evaluating " + scorer.version(), "cases", cases.size());
        for (int from = 0; from < cases.size(); from += settings.batch()) {
            List<TestCase> batch =
                    cases.subList(from, Math.min(from + settings.batch(), cases.size()));
            score(scorer, batch, tally);
            meter.add(batch.size());
        }
        meter.finish();
        return new Evaluated(result(scorer, split, tally, begun), tally.ranks());
    }

    private EvaluationResult result(Scorer scorer, Split split, Tally tally, long begun) {
        return new EvaluationResult(
                scorer.version(),
                scorer.variant(),
                split.itemIds().size(),
                settings.filterSeen(),
                tally.all(),
                tally.seen(),
                tally.unseen(),
                tally.byTargetClicks(),
                tally.byLength(),
                tally.shown(),
                tally.unanswered(),
                (System.nanoTime() - begun) / 1e9);
    }

    private void score(Scorer scorer, List<TestCase> batch, Tally tally) {
        List<List<ScoredItem>> lists =
                scorer.recommend(batch.stream().map(TestCase::prefix).toList(), wanted(batch));
        for (int i = 0; i < batch.size(); i++) {
            tally.add(batch.get(i), list(lists.get(i), batch.get(i).prefix()));
        }
    }

    private int wanted(List<TestCase> batch) {
        if (!settings.filterSeen()) {
            return settings.longest();
        }
        return settings.longest()
                + batch.stream().mapToInt(c -> new HashSet<>(c.prefix()).size()).max().orElse(0);
    }

    private List<ScoredItem> list(List<ScoredItem> scored, List<String> prefix) {
        if (!settings.filterSeen()) {
            return scored;
        }
        Set<String> clicked = new HashSet<>(prefix);
        return scored.stream()
                .filter(item -> !clicked.contains(item.itemId()))
                .limit(settings.longest())
                .toList();
    }
}
