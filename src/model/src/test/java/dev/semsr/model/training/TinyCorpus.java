package dev.semsr.model.training;

import dev.semsr.core.encoding.VectorTable;
import dev.semsr.model.network.Backbone;
import dev.semsr.model.network.Variant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * A corpus that is learned in a second: items in a ring, each followed by one of the next three.
 */
public final class TinyCorpus {

    /** Items that were clicked. */
    public static final int CLICKED = 60;

    /** Items in all: the last ones have text like an item that was clicked, but no clicks. */
    public static final int ITEMS = 64;

    /** Width of the text vectors. */
    public static final int TEXT = 16;

    private TinyCorpus() {}

    /** The corpus, with text if the variant uses it. */
    public static Corpus of(Variant variant) {
        Random random = new Random(5);
        List<int[]> sessions = new ArrayList<>();
        List<Example> validation = new ArrayList<>();
        for (int i = 0; i < 400; i++) {
            int[] session = session(2 + random.nextInt(7), random);
            if (i % 10 == 0) {
                int last = session.length - 1;
                validation.add(new Example(Arrays.copyOf(session, last), session[last]));
            } else {
                sessions.add(session);
            }
        }
        List<String> ids = IntStream.range(0, ITEMS).mapToObj(i -> "i" + i).toList();
        return variant.learnsFromText()
                ? new Corpus(ids, sessions, validation, text(), "letters:title")
                : new Corpus(ids, sessions, validation, null, null);
    }

    /** Settings that learn it. */
    public static TrainingSettings settings(Variant variant) {
        return TrainingSettings.defaults(variant, Backbone.NISER).toBuilder()
                .dimension(16)
                .batch(64)
                .learningRate(1e-2f)
                .textDimensions(0)
                .epochs(4)
                .build();
    }

    /** One text vector an item, places in the ring near each other in direction. */
    public static VectorTable text() {
        VectorTable text = VectorTable.zeros(ITEMS, TEXT);
        for (int row = 0; row < ITEMS; row++) {
            text.setRow(row, textOf(row < CLICKED ? row : (row - CLICKED) * 10));
        }
        return text;
    }

    /** Text vector of a place in the ring. */
    public static float[] textOf(int place) {
        float[] vector = new float[TEXT];
        for (int i = 0; i < TEXT; i++) {
            double angle = 2 * Math.PI * place / CLICKED * (1 + i / 2);
            vector[i] = (float) (i % 2 == 0 ? Math.cos(angle) : Math.sin(angle));
        }
        return vector;
    }

    private static int[] session(int length, Random random) {
        int[] session = new int[length];
        session[0] = random.nextInt(CLICKED);
        for (int i = 1; i < length; i++) {
            session[i] = (session[i - 1] + 1 + random.nextInt(3)) % CLICKED;
        }
        return session;
    }
}
