package dev.semsr.lab.coldreplay;

import dev.semsr.core.scoring.ScoredItem;
import dev.semsr.core.scoring.Scorer;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.IntFunction;

/**
 * A scorer that knows all items from the start; those not published yet are left out of its lists.
 */
public final class FilteredScorer implements ReplayedModel {

    private final IntFunction<Scorer> scorers;
    private final Set<String> withdrawn = new HashSet<>();
    private Scorer scorer;
    private int spare;

    /**
     * @param scorers makes the scorer, given how many more items it must be able to list than are
     *     asked for
     */
    public FilteredScorer(IntFunction<Scorer> scorers) {
        this.scorers = scorers;
        scorer = scorers.apply(0);
    }

    @Override
    public String name() {
        return scorer.variant();
    }

    @Override
    public void withdraw(List<String> itemIds) {
        withdrawn.addAll(itemIds);
        spare = withdrawn.size();
        scorer.close();
        scorer = scorers.apply(spare);
    }

    @Override
    public void publish(String itemId) {
        withdrawn.remove(itemId);
    }

    @Override
    public void clicked(String itemId) {}

    @Override
    public List<String> recommend(List<String> session, int k) {
        return scorer.recommend(List.of(session), k + spare).get(0).stream()
                .map(ScoredItem::itemId)
                .filter(item -> !withdrawn.contains(item))
                .limit(k)
                .toList();
    }

    @Override
    public void close() {
        scorer.close();
    }
}
