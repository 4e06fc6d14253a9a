package dev.semsr.model.training;

/**
 * How well targets were ranked among the whole catalogue; ties count against the target.
 *
 * @param examples number of ranked targets
 * @param recallAt20 share of targets among the first 20
 * @param recallAt100 share of targets among the first 100
 * @param mrrAt20 mean of 1/rank, 0 beyond rank 20
 */
public record RankMetrics(int examples, double recallAt20, double recallAt100, double mrrAt20) {

    /** Metrics of no examples. */
    public static RankMetrics none() {
        return new RankMetrics(0, Double.NaN, Double.NaN, Double.NaN);
    }
}
