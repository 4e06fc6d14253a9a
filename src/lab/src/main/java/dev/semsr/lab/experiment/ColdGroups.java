package dev.semsr.lab.experiment;

import dev.semsr.core.metrics.RankingMetrics;
import dev.semsr.lab.dataset.Dataset;
import dev.semsr.lab.dataset.Visit;
import dev.semsr.lab.evaluation.EvaluationSettings;
import dev.semsr.lab.evaluation.GroupMetrics;
import dev.semsr.lab.protocol.Split;
import dev.semsr.lab.protocol.TestCase;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Cases whose target nobody had clicked before the cut, by how often it was clicked between the cut
 * and the question. The model does not change in between; what changes is the kind of item: those
 * of the last groups are on their way to be popular.
 */
final class ColdGroups {

    private static final Map<String, Integer> BOUNDS = new LinkedHashMap<>();

    static {
        BOUNDS.put("first click", 0);
        BOUNDS.put("1-5 clicks since the cut", 5);
        BOUNDS.put("6-20 clicks since the cut", 20);
        BOUNDS.put("more clicks since the cut", Integer.MAX_VALUE);
    }

    /** Group of each case; null for one whose target was clicked before the cut. */
    private final List<String> groups;

    private final int[] cutoffs;

    ColdGroups(Dataset dataset, Split split, EvaluationSettings settings) {
        cutoffs = settings.cutoffs().stream().mapToInt(Integer::intValue).toArray();
        Map<String, Integer> clicksBefore = clicksBeforeNext(dataset);
        groups = new ArrayList<>(split.cases().size());
        for (TestCase question : split.cases()) {
            groups.add(
                    question.targetSeen()
                            ? null
                            : groupOf(clicksBefore.getOrDefault(question.eventId(), 0)));
        }
    }

    /** For each click that another follows: how often the next one's item was clicked before. */
    private static Map<String, Integer> clicksBeforeNext(Dataset dataset) {
        Map<String, Integer> counts = new HashMap<>();
        Map<Integer, Integer> clicks = new HashMap<>();
        Map<Integer, String> lastOfSession = new HashMap<>();
        for (Visit visit : dataset.visits()) {
            String before = lastOfSession.put(visit.session(), visit.eventId());
            int earlier = clicks.merge(visit.row(), 1, Integer::sum) - 1;
            if (before != null) {
                counts.put(before, earlier);
            }
        }
        return counts;
    }

    private static String groupOf(int clicks) {
        return BOUNDS.entrySet().stream()
                .filter(bound -> clicks <= bound.getValue())
                .findFirst()
                .orElseThrow()
                .getKey();
    }

    /**
     * Metrics of a model in each group.
     *
     * @param runs ranks of every seed, in the order of the cases
     */
    Map<String, GroupMetrics> metrics(List<List<Integer>> runs) {
        Map<String, GroupMetrics> metrics = new LinkedHashMap<>();
        for (String group : BOUNDS.keySet()) {
            RankingMetrics ranking = new RankingMetrics(cutoffs);
            runs.forEach(ranks -> add(ranks, group, ranking));
            metrics.put(group, new GroupMetrics(ranking.cases() / runs.size(), ranking.means()));
        }
        return metrics;
    }

    private void add(List<Integer> ranks, String group, RankingMetrics ranking) {
        for (int i = 0; i < ranks.size(); i++) {
            if (group.equals(groups.get(i))) {
                ranking.add(ranks.get(i));
            }
        }
    }
}
