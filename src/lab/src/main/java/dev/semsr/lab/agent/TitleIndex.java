package dev.semsr.lab.agent;

import dev.semsr.core.encoding.ItemTextTemplate;
import dev.semsr.core.encoding.TextEncoder;
import dev.semsr.core.encoding.VectorTable;
import dev.semsr.model.encoder.EncodedCatalogue;
import dev.semsr.model.encoder.EncodingProgress;
import dev.semsr.model.encoder.VectorCache;
import dev.semsr.schemas.Item;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;

/**
 * Finds the items of a catalogue whose titles are nearest to a title that a model made up. Both are
 * encoded by the same encoder, from the title alone. Vectors come from the cache where they can.
 */
public final class TitleIndex {

    /** An item's title and nothing else: a model names titles, no brands and categories apart. */
    public static final ItemTextTemplate TEMPLATE = ItemTextTemplate.parse("title");

    private static final Comparator<Match> BEST_FIRST =
            Comparator.comparingDouble((Match match) -> -match.cosine())
                    .thenComparingInt(Match::row);

    private final List<String> itemIds;
    private final Set<String> titles = new HashSet<>();
    private final BitSet titled = new BitSet();
    private final TextEncoder encoder;
    private final VectorCache cache;
    private final VectorTable vectors;

    /**
     * Encodes a catalogue.
     *
     * @param items the catalogue
     * @param encoder turns titles into vectors; stays open as long as this is used
     * @param cache where its vectors are kept; stays open too
     * @param progress is told how far it is
     */
    public TitleIndex(
            List<Item> items, TextEncoder encoder, VectorCache cache, EncodingProgress progress) {
        this.encoder = encoder;
        this.cache = cache;
        itemIds = items.stream().map(Item::getItemId).toList();
        vectors = encode(items, progress);
        for (int row = 0; row < items.size(); row++) {
            String title = TEMPLATE.render(items.get(row));
            if (!title.isEmpty()) {
                titled.set(row);
                titles.add(title.toLowerCase(Locale.ROOT));
            }
        }
    }

    /** The titles of a catalogue by item id; without the items that have none. */
    public static Map<String, String> titles(List<Item> items) {
        Map<String, String> titles = new HashMap<>();
        for (Item item : items) {
            String title = TEMPLATE.render(item);
            if (!title.isEmpty()) {
                titles.put(item.getItemId(), title);
            }
        }
        return titles;
    }

    /** Ids of the items by row. */
    public List<String> itemIds() {
        return itemIds;
    }

    /** Name of encoder and template. */
    public String name() {
        return encoder.name() + ":" + TEMPLATE.name();
    }

    /** Whether an item has this title, letter for letter, whatever its case. */
    public boolean holds(String title) {
        return titles.contains(title.toLowerCase(Locale.ROOT));
    }

    /** The vectors of titles; each different one is encoded once. */
    public Map<String, float[]> encode(Collection<String> named) {
        List<String> different = named.stream().distinct().toList();
        if (different.isEmpty()) {
            return Map.of();
        }
        VectorTable table =
                encode(different.stream().map(TitleIndex::item).toList(), (done, total) -> {});
        Map<String, float[]> encoded = new HashMap<>();
        for (int row = 0; row < different.size(); row++) {
            encoded.put(different.get(row), table.row(row));
        }
        return encoded;
    }

    /**
     * The items nearest to a vector, the nearest first; of equally near ones the first row.
     *
     * @param k how many
     */
    public List<Match> nearest(float[] vector, int k) {
        PriorityQueue<Match> best = new PriorityQueue<>(BEST_FIRST.reversed());
        for (int row = titled.nextSetBit(0); row >= 0; row = titled.nextSetBit(row + 1)) {
            float cosine = cosine(vector, row);
            if (best.size() < k) {
                best.add(new Match(row, cosine));
            } else if (k > 0 && cosine > best.peek().cosine()) {
                best.poll();
                best.add(new Match(row, cosine));
            }
        }
        List<Match> matches = new ArrayList<>(best);
        matches.sort(BEST_FIRST);
        return matches;
    }

    private float cosine(float[] vector, int row) {
        float[] values = vectors.values();
        int from = row * vector.length;
        float sum = 0;
        for (int i = 0; i < vector.length; i++) {
            sum += vector[i] * values[from + i];
        }
        return sum;
    }

    private VectorTable encode(List<Item> items, EncodingProgress progress) {
        return EncodedCatalogue.of(
                        items, TEMPLATE, encoder, cache, EncodedCatalogue.DEFAULT_BATCH, progress)
                .vectors();
    }

    private static Item item(String title) {
        return Item.newBuilder().setItemId("named").setTitle(title).build();
    }
}
