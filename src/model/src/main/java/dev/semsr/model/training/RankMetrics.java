package dev.semsr.model.training;

import dev.semsr.core.metrics.TargetRank;
import dev.semsr.core.scoring.ScoredItem;
import dev.semsr.core.scoring.Scorer;
import java.util.List;
import java.util.stream.IntStream;

/**
 * How well targets were ranked among the whole catalogue; ties count against the target.
 *
 * @param examples number of ranked targets
 * @param recallAt20 share of targets among the first 20
 * @param recallAt100 share of targets among the first 100
 * @param mrrAt20 mean of 1/rank, 0 beyond rank 20
 */
public record RankMetrics(int examples, double recallAt20, double recallAt100, double mrrAt20) {

    private static final int BATCH = 256;
    private static final int LONGEST = 100;

    /** Metrics of the lists that a scorer gives for the validation examples of a corpus. */
    public static RankMetrics of(Scorer scorer, Corpus corpus) {
        RankTally tally = new RankTally();
        List<Example> examples =
                corpus.validation().stream().filter(e -> e.prefix().length > 0).toList();
        for (int from = 0; from < examples.size(); from += BATCH) {
            List<Example> batch = examples.subList(from, Math.min(examples.size(), from + BATCH));
            List<List<ScoredItem>> lists =
                    scorer.recommend(
                            batch.stream().map(e -> ids(corpus, e.prefix())).toList(), LONGEST);
            for (int i = 0; i < batch.size(); i++) {
                tally.add(TargetRank.in(lists.get(i), corpus.itemIds().get(batch.get(i).target())));
            }
        }
        return tally.metrics();
    }

    private static List<String> ids(Corpus corpus, int[] rows) {
        return IntStream.of(rows).mapToObj(corpus.itemIds()::get).toList();
    }

    /** Metrics of no examples. */
    public static RankMetrics none() {
        return new RankMetrics(0, Double.NaN, Double.NaN, Double.NaN);
    }
}
