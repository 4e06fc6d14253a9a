package dev.semsr.core.ranking;

import java.util.List;
import java.util.Map;

/**
 * A list with what was kept out of it.
 *
 * @param items the list, best first
 * @param removed how many candidates each filter took, those that took none left out
 */
public record RankedList(List<Candidate> items, Map<Filter, Integer> removed) {}
