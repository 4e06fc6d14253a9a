package dev.semsr.lab.baseline;

import dev.semsr.core.encoding.VectorTable;
import dev.semsr.core.scoring.Scorer;
import dev.semsr.lab.protocol.Split;
import java.util.ArrayList;
import java.util.List;

/** The simple scorers of a data set, by name. */
public final class Baselines {

    private Baselines() {}

    /** Names of all that a data set allows. */
    public static List<String> names(boolean withText) {
        List<String> names =
                new ArrayList<>(
                        List.of(
                                PopularityScorer.NAME,
                                SessionPopularityScorer.NAME,
                                CoVisitScorer.NAME,
                                NeighbourScorer.NAME));
        if (withText) {
            names.add(TextCosineScorer.NAME);
        }
        return names;
    }

    /**
     * The scorer of a name.
     *
     * @param text one text vector an item; null without text
     * @throws IllegalArgumentException naming the known ones, if there is none of that name
     */
    public static Scorer of(String name, Split split, VectorTable text) {
        return switch (name) {
            case PopularityScorer.NAME -> new PopularityScorer(split.itemIds(), split.training());
            case SessionPopularityScorer.NAME ->
                    new SessionPopularityScorer(split.itemIds(), split.training());
            case CoVisitScorer.NAME -> new CoVisitScorer(split.itemIds(), split.training());
            case NeighbourScorer.NAME -> new NeighbourScorer(split.itemIds(), split.training());
            case TextCosineScorer.NAME -> {
                if (text == null) {
                    throw new IllegalArgumentException(name + " needs the items' text vectors");
                }
                yield new TextCosineScorer(split.itemIds(), text);
            }
            default ->
                    throw new IllegalArgumentException(
                            "Unknown baseline '" + name + "'; known: " + names(true));
        };
    }
}
