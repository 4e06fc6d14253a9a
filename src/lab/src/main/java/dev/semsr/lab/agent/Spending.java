package dev.semsr.lab.agent;

/**
 * What a run spent. Answers from the cache are not in it.
 *
 * @param requests HTTP requests, repetitions included
 * @param repetitions how many of them were repetitions after a failure
 * @param inputTokens tokens of prompts; estimated where the endpoint does not say
 * @param outputTokens tokens of answers; estimated where the endpoint does not say
 */
public record Spending(long requests, long repetitions, long inputTokens, long outputTokens) {}
