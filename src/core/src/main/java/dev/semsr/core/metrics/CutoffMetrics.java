package dev.semsr.core.metrics;

/**
 * Means over cases, each with one target, where only the first {@code cutoff} places count.
 *
 * @param cutoff how many places count
 * @param recall share of cases with the target in these places; with one target also the hit rate
 * @param mrr mean of 1/rank
 * @param ndcg mean of 1/log2(1 + rank)
 */
public record CutoffMetrics(int cutoff, double recall, double mrr, double ndcg) {}
