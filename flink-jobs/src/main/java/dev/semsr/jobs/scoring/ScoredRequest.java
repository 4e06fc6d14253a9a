package dev.semsr.jobs.scoring;

/**
 * A request with its answer, on the way to the ranking.
 *
 * @param request the request
 * @param answer the answer
 * @param knownItem whether the model knows the clicked item
 */
public record ScoredRequest(ScoringRequest request, Answer answer, boolean knownItem) {}
