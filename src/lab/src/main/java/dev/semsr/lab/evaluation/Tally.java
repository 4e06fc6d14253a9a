package dev.semsr.lab.evaluation;

import dev.semsr.core.metrics.RankingMetrics;
import dev.semsr.core.metrics.TargetRank;
import dev.semsr.core.scoring.ScoredItem;
import dev.semsr.lab.protocol.TestCase;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/** Metrics of all groups as they add up. */
final class Tally {

    private static final String ALL = "all";
    private static final String SEEN = "seen";
    private static final String UNSEEN = "unseen";
    private static final Map<String, Integer> TARGET_CLICKS = new LinkedHashMap<>();
    private static final Map<String, Integer> LENGTHS = new LinkedHashMap<>();

    static {
        TARGET_CLICKS.put("never clicked", 0);
        TARGET_CLICKS.put("clicked 1-5 times", 5);
        TARGET_CLICKS.put("clicked 6-20 times", 20);
        TARGET_CLICKS.put("clicked more often", Integer.MAX_VALUE);
        LENGTHS.put("1 click", 1);
        LENGTHS.put("2-4 clicks", 4);
        LENGTHS.put("5-9 clicks", 9);
        LENGTHS.put("10 clicks or more", Integer.MAX_VALUE);
    }

    private final int[] cutoffs;
    private final ItemPopularity popularity;
    private final Map<String, RankingMetrics> groups = new LinkedHashMap<>();
    private final Set<String> shown = new HashSet<>();
    private final int[] ranks;
    private double shownPopularity;
    private double targetPopularity;
    private long places;
    private int cases;
    private long unanswered;

    Tally(EvaluationSettings settings, ItemPopularity popularity, int cases) {
        cutoffs = settings.cutoffs().stream().mapToInt(Integer::intValue).toArray();
        this.popularity = popularity;
        ranks = new int[cases];
    }

    void add(TestCase question, List<ScoredItem> answer) {
        int rank = TargetRank.in(answer, question.target());
        ranks[cases++] = rank;
        unanswered += answer.isEmpty() ? 1 : 0;
        group(ALL).add(rank);
        group(question.targetSeen() ? SEEN : UNSEEN).add(rank);
        group(groupOf(TARGET_CLICKS, popularity.clicks(question.target()))).add(rank);
        group(groupOf(LENGTHS, question.prefix().size())).add(rank);
        targetPopularity += popularity.percentile(question.target());
        answer.stream().limit(ShownItems.PLACES).forEach(item -> show(item.itemId()));
    }

    private void show(String item) {
        shown.add(item);
        places++;
        shownPopularity += popularity.percentile(item);
    }

    private static String groupOf(Map<String, Integer> bounds, int value) {
        return bounds.entrySet().stream()
                .filter(bound -> value <= bound.getValue())
                .findFirst()
                .orElseThrow()
                .getKey();
    }

    private RankingMetrics group(String name) {
        return groups.computeIfAbsent(name, key -> new RankingMetrics(cutoffs));
    }

    private GroupMetrics metrics(String name) {
        RankingMetrics group = group(name);
        return new GroupMetrics(group.cases(), group.means());
    }

    GroupMetrics all() {
        return metrics(ALL);
    }

    GroupMetrics seen() {
        return metrics(SEEN);
    }

    GroupMetrics unseen() {
        return metrics(UNSEEN);
    }

    Map<String, GroupMetrics> byTargetClicks() {
        return metrics(TARGET_CLICKS);
    }

    Map<String, GroupMetrics> byLength() {
        return metrics(LENGTHS);
    }

    private Map<String, GroupMetrics> metrics(Map<String, Integer> bounds) {
        Map<String, GroupMetrics> metrics = new LinkedHashMap<>();
        bounds.keySet().forEach(name -> metrics.put(name, metrics(name)));
        return metrics;
    }

    ShownItems shown() {
        return new ShownItems(
                shown.size() / (double) Math.max(1, popularity.items()),
                places == 0 ? 0 : shownPopularity / places,
                cases == 0 ? 0 : targetPopularity / cases);
    }

    long unanswered() {
        return unanswered;
    }

    /** Rank of each target, in the order of the cases; 0 for one that is not in the list. */
    List<Integer> ranks() {
        return IntStream.of(ranks).boxed().toList();
    }
}
