package dev.semsr.model.training;

import dev.semsr.core.encoding.VectorTable;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * All that a model is trained from. Items are numbered by their place in {@code itemIds} ("rows").
 *
 * <p>Items that occur in no training session are "unclicked": a base model cannot recommend them; a
 * model with text gives them its learned cold vector in place of an interaction vector.
 *
 * @param itemIds ids of all items of the catalogue, each once
 * @param sessions training sessions as rows, oldest click first, in the order in which they began
 *     if that is known
 * @param validation held-out examples that decide when to stop; may be empty
 * @param text one text vector an item, in the order of {@code itemIds}, a row of zeros for an item
 *     without text; null for a model without text
 * @param encoder name of the encoder of {@code text}; null for a model without text
 * @param times when each click of {@code sessions} was, milliseconds since 1970; null if unknown
 */
public record Corpus(
        List<String> itemIds,
        List<int[]> sessions,
        List<Example> validation,
        VectorTable text,
        String encoder,
        List<long[]> times) {

    /** A corpus of clicks of unknown times. */
    public Corpus(
            List<String> itemIds,
            List<int[]> sessions,
            List<Example> validation,
            VectorTable text,
            String encoder) {
        this(itemIds, sessions, validation, text, encoder, null);
    }

    /** Checks that rows are inside the catalogue and that there is something to learn. */
    public Corpus {
        itemIds = List.copyOf(itemIds);
        sessions = List.copyOf(sessions);
        validation = List.copyOf(validation);
        Set<String> distinct = new HashSet<>(itemIds);
        if (distinct.size() != itemIds.size()) {
            throw new IllegalArgumentException(
                    "The corpus names "
                            + (itemIds.size() - distinct.size())
                            + " items more than once");
        }
        for (int[] session : sessions) {
            requireRows(session, itemIds.size());
        }
        for (Example example : validation) {
            requireRows(example.prefix(), itemIds.size());
            requireRows(new int[] {example.target()}, itemIds.size());
        }
        times = times == null ? null : List.copyOf(times);
        if (times != null) {
            requireLengths(sessions, times);
        }
        if (text != null && text.rows() != itemIds.size()) {
            throw new IllegalArgumentException(
                    text.rows() + " text vectors do not fit " + itemIds.size() + " items");
        }
    }

    /** What a training sees of the corpus: the text only if it learns from it. */
    public Corpus seenBy(TrainingSettings settings) {
        return settings.variant().learnsFromText() || text == null
                ? this
                : new Corpus(itemIds, sessions, validation, null, null, times);
    }

    /** How often each item was clicked in the training sessions, by row. */
    public long[] clicks() {
        long[] clicks = new long[itemIds.size()];
        for (int[] session : sessions) {
            for (int row : session) {
                clicks[row]++;
            }
        }
        return clicks;
    }

    private static void requireLengths(List<int[]> sessions, List<long[]> times) {
        boolean fits =
                sessions.size() == times.size()
                        && IntStream.range(0, times.size())
                                .allMatch(i -> sessions.get(i).length == times.get(i).length);
        if (!fits) {
            throw new IllegalArgumentException("The times do not fit the clicks of the sessions");
        }
    }

    private static void requireRows(int[] rows, int items) {
        for (int row : rows) {
            if (row < 0 || row >= items) {
                throw new IllegalArgumentException(
                        "Row " + row + " is outside the catalogue of " + items + " items");
            }
        }
    }
}
