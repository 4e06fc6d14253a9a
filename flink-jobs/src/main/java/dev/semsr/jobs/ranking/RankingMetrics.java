package dev.semsr.jobs.ranking;

import dev.semsr.core.ranking.RankedList;
import dev.semsr.jobs.metrics.LabelledCounters;
import dev.semsr.jobs.scoring.ScoredRequest;
import java.util.Locale;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;

/** What is counted of the lists of a subtask. */
final class RankingMetrics {

    private final Counter recommendations;
    private final Counter unknownItems;
    private final Counter malformedLists;
    private final LabelledCounters fallbacks;
    private final LabelledCounters filtered;
    private final LabelledCounters items;

    RankingMetrics(MetricGroup group) {
        recommendations = group.counter("recommendations");
        unknownItems = group.counter("unknownItems");
        malformedLists = group.counter("malformedClickLists");
        fallbacks = new LabelledCounters(group, "fallbacks", "reason");
        filtered = new LabelledCounters(group, "filteredItems", "filter");
        items = new LabelledCounters(group, "recommendedItems", "source");
    }

    void answered(ScoredRequest scored) {
        recommendations.inc();
        if (!scored.knownItem()) {
            unknownItems.inc();
        }
        if (scored.answer().fallback() != null) {
            fallbacks.inc(scored.answer().fallback().label().replace(' ', '-'));
        }
    }

    void ranked(RankedList list) {
        list.removed().forEach((filter, count) -> filtered.add(count, filter.label()));
        list.items()
                .forEach(
                        item ->
                                items.add(
                                        1,
                                        item.source()
                                                .name()
                                                .toLowerCase(Locale.ROOT)
                                                .replace('_', '-')));
    }

    void malformedLists(int count) {
        malformedLists.inc(count);
    }
}
