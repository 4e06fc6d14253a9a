package dev.semsr.model.training;

import dev.semsr.core.encoding.VectorTable;
import dev.semsr.model.export.SavedWeights;
import dev.semsr.model.network.TextPreparation;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a training begins from instead of chance: what a network of a published version has learned.
 * Items are matched by id. An item that the version had no clicks of, or does not have at all,
 * begins as at any other start.
 */
public final class FirstWeights {

    private final String origin;
    private final Map<String, Integer> rows;
    private final SavedWeights saved;
    private final float[] unlearned;

    /**
     * Weights of a version.
     *
     * @param origin names the version and its content
     * @param itemIds its items, by row
     */
    FirstWeights(String origin, List<String> itemIds, SavedWeights saved) {
        this.origin = origin;
        this.saved = saved;
        rows = new HashMap<>();
        for (int row = 0; row < itemIds.size(); row++) {
            rows.put(itemIds.get(row), row);
        }
        unlearned = unlearned(itemIds.size());
    }

    /** What stands for items without clicks: the cold vector, or zeros without text. */
    private float[] unlearned(int items) {
        return saved.preparation() == null
                ? new float[saved.interaction().width()]
                : saved.interaction().row(items);
    }

    /** Names the version and its content: another training than from elsewhere. */
    String origin() {
        return origin;
    }

    /** How the version prepares text vectors; null without text. */
    TextPreparation preparation() {
        return saved.preparation();
    }

    /** The interaction vector that the version learned of an item; null if it did not. */
    float[] vector(String itemId) {
        Integer row = rows.get(itemId);
        if (row == null) {
            return null;
        }
        float[] vector = saved.interaction().row(row);
        return Arrays.equals(vector, unlearned) ? null : vector;
    }

    /**
     * All parameters as the training begins with them.
     *
     * @param usual the parameters of any other start
     * @param itemIds the items of the training, by row
     */
    Map<String, float[]> into(Map<String, float[]> usual, List<String> itemIds) {
        Map<String, float[]> begun = new TreeMap<>(usual);
        saved.parameters().forEach((name, values) -> begun.replace(name, values));
        begun.replace(ItemTables.COLD, unlearned);
        begun.put(ItemTables.INTERACTION, interaction(usual, itemIds));
        return begun;
    }

    private float[] interaction(Map<String, float[]> usual, List<String> itemIds) {
        VectorTable table =
                new VectorTable(
                        saved.interaction().width(), usual.get(ItemTables.INTERACTION).clone());
        for (int row = 0; row < itemIds.size(); row++) {
            float[] learned = vector(itemIds.get(row));
            if (learned != null) {
                table.setRow(row, learned);
            }
        }
        return table.values();
    }
}
