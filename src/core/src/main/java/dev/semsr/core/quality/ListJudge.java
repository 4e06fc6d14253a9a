package dev.semsr.core.quality;

import dev.semsr.schemas.Click;
import dev.semsr.schemas.Recommendation;
import dev.semsr.schemas.RecommendedItem;
import dev.semsr.schemas.Source;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Finds the list that a shopper saw before a click, and the clicked item in it: the list that the
 * click names, else the newest one that answers an earlier click of the session.
 */
public final class ListJudge {

    private static final Comparator<Recommendation> BY_TIME =
            Comparator.comparing(Recommendation::getClickTime)
                    .thenComparing(Recommendation::getSequence)
                    .thenComparing(Recommendation::getProducedTime);

    private final int cutoff;

    /**
     * A judge.
     *
     * @param cutoff how many items of a list count
     */
    public ListJudge(int cutoff) {
        if (cutoff < 1) {
            throw new IllegalArgumentException(cutoff + " items of a list: at least 1 is needed");
        }
        this.cutoff = cutoff;
    }

    /**
     * Judges by a click.
     *
     * @param lists lists of the click's session, in any order
     * @return empty if the session had no list before the click
     */
    public Optional<Judgement> judge(List<Recommendation> lists, Click click) {
        Optional<Recommendation> named = named(lists, click);
        return named.or(() -> newestBefore(lists, click))
                .map(list -> judgement(list, click, named.isPresent()));
    }

    private static Optional<Recommendation> named(List<Recommendation> lists, Click click) {
        return lists.stream()
                .filter(
                        list ->
                                Objects.equals(
                                        list.getRecommendationId(), click.getRecommendationId()))
                .filter(list -> !list.getItems().isEmpty())
                .findFirst();
    }

    private static Optional<Recommendation> newestBefore(List<Recommendation> lists, Click click) {
        return lists.stream()
                .filter(list -> !list.getItems().isEmpty())
                .filter(list -> !list.getClickEventId().equals(click.getEventId()))
                .filter(list -> !list.getClickTime().isAfter(click.getEventTime()))
                .max(BY_TIME);
    }

    private Judgement judgement(Recommendation list, Click click, boolean attributed) {
        return new Judgement(
                list.getModelVersion(),
                list.getVariant(),
                source(list.getItems()),
                click.getItemId(),
                rank(list.getItems(), click.getItemId()),
                attributed);
    }

    /** Where the list comes from: its first item that no rule put there. */
    private static String source(List<RecommendedItem> items) {
        return items.stream()
                .map(RecommendedItem::getSource)
                .filter(source -> source != Source.RULE)
                .findFirst()
                .orElse(Source.RULE)
                .name();
    }

    private int rank(List<RecommendedItem> items, String clicked) {
        for (int place = 0; place < Math.min(cutoff, items.size()); place++) {
            if (items.get(place).getItemId().equals(clicked)) {
                return place + 1;
            }
        }
        return 0;
    }
}
