package dev.semsr.model.training;

import dev.semsr.core.catalog.ItemAttributes;
import dev.semsr.core.fallback.PopularItem;
import dev.semsr.model.artefact.ArtefactCatalogue;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Puts together what an artefact says of its items and of what is popular in each category. */
final class ExportedCatalogue {

    /** Enough to fill a list when much of it is filtered. */
    private static final int KEEP = 100;

    private ExportedCatalogue() {}

    /**
     * @param weights what each click counts
     * @param known what is known of items; those that are not exported are left out
     * @param ids the exported items
     */
    static ArtefactCatalogue of(
            Corpus corpus,
            ClickWeights weights,
            Map<String, ItemAttributes> known,
            List<String> ids) {
        Map<String, ItemAttributes> items = new LinkedHashMap<>();
        for (String id : ids) {
            if (known.containsKey(id)) {
                items.put(id, known.get(id));
            }
        }
        return new ArtefactCatalogue(items, popular(corpus, weights.clicks(corpus), items));
    }

    private static Map<String, List<PopularItem>> popular(
            Corpus corpus, double[] clicks, Map<String, ItemAttributes> items) {
        record Vote(String category, PopularItem item) {}
        return IntStream.range(0, clicks.length)
                .filter(row -> clicks[row] > 0 && items.containsKey(corpus.itemIds().get(row)))
                .mapToObj(row -> new PopularItem(corpus.itemIds().get(row), clicks[row]))
                .sorted(
                        Comparator.comparingDouble(PopularItem::clicks)
                                .reversed()
                                .thenComparing(PopularItem::itemId))
                .flatMap(
                        item ->
                                new HashSet<>(items.get(item.itemId()).categories())
                                        .stream().map(category -> new Vote(category, item)))
                .collect(
                        Collectors.groupingBy(
                                Vote::category,
                                TreeMap::new,
                                Collectors.mapping(
                                        Vote::item,
                                        Collectors.collectingAndThen(
                                                Collectors.toList(),
                                                all ->
                                                        List.copyOf(
                                                                all.subList(
                                                                        0,
                                                                        Math.min(
                                                                                KEEP,
                                                                                all.size())))))));
    }
}
