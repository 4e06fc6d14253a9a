package dev.semsr.lab.baseline;

import dev.semsr.core.encoding.VectorTable;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;

/**
 * Recommends what is worded like the session: cosine of the text vectors to their mean over the
 * session, the n-th click from the end weighing 1 / n. Learns nothing.
 */
public final class TextCosineScorer extends RowScorer {

    /** Its name. */
    public static final String NAME = "text-cosine";

    private static final int KEEP = 200;

    private final VectorTable text;
    private final int keep;

    /** A scorer of lists of up to 200 items. */
    public TextCosineScorer(List<String> itemIds, VectorTable text) {
        this(itemIds, text, KEEP);
    }

    /**
     * Normalises the vectors.
     *
     * @param itemIds ids by row
     * @param text one vector an item, zeros for an item without text
     * @param keep length of the longest list
     */
    public TextCosineScorer(List<String> itemIds, VectorTable text, int keep) {
        super(NAME, itemIds);
        this.keep = keep;
        this.text = VectorTable.zeros(text.rows(), text.width());
        for (int row = 0; row < text.rows(); row++) {
            this.text.setRow(row, unit(text.row(row)));
        }
    }

    private static float[] unit(float[] vector) {
        double squares = 0;
        for (float value : vector) {
            squares += value * value;
        }
        for (int i = 0; i < vector.length && squares > 0; i++) {
            vector[i] /= (float) Math.sqrt(squares);
        }
        return vector;
    }

    /** An item and its cosine; the smallest is the first to be given up. */
    private record Found(int row, float cosine) implements Comparable<Found> {
        @Override
        public int compareTo(Found other) {
            return Float.compare(cosine, other.cosine);
        }
    }

    @Override
    Map<Integer, Double> scores(int[] session) {
        float[] query = unit(mean(session));
        if (product(query, 0, query) == 0) {
            return Map.of();
        }
        PriorityQueue<Found> best = new PriorityQueue<>();
        for (int row = 0; row < text.rows(); row++) {
            float cosine = product(text.values(), row * query.length, query);
            if (best.size() < keep) {
                best.add(new Found(row, cosine));
            } else if (cosine > best.element().cosine()) {
                best.remove();
                best.add(new Found(row, cosine));
            }
        }
        Map<Integer, Double> scores = new HashMap<>();
        best.forEach(found -> scores.put(found.row(), (double) found.cosine()));
        return scores;
    }

    private float[] mean(int[] session) {
        float[] mean = new float[text.width()];
        for (int place = 0; place < session.length; place++) {
            float weight = 1f / (session.length - place);
            int from = session[place] * text.width();
            for (int i = 0; i < mean.length; i++) {
                mean[i] += weight * text.values()[from + i];
            }
        }
        return mean;
    }

    private static float product(float[] values, int from, float[] query) {
        float first = 0;
        float second = 0;
        float third = 0;
        float fourth = 0;
        int i = 0;
        for (; i + 3 < query.length; i += 4) {
            first += values[from + i] * query[i];
            second += values[from + i + 1] * query[i + 1];
            third += values[from + i + 2] * query[i + 2];
            fourth += values[from + i + 3] * query[i + 3];
        }
        for (; i < query.length; i++) {
            first += values[from + i] * query[i];
        }
        return first + second + third + fourth;
    }
}
