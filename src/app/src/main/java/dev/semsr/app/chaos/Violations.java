package dev.semsr.app.chaos;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** What was found wrong in a history: counts by kind, and the first few in words. */
final class Violations {

    private static final int EXAMPLES = 20;

    /** In what way. */
    enum Kind {
        LOST,
        REPEATED,
        OUT_OF_ORDER,
        WRONG,
        UNASKED
    }

    private final Map<Kind, Long> counts = new EnumMap<>(Kind.class);
    private final List<String> examples = new ArrayList<>();

    void lost(String text) {
        add(Kind.LOST, text);
    }

    void repeated(String text) {
        add(Kind.REPEATED, text);
    }

    void outOfOrder(String text) {
        add(Kind.OUT_OF_ORDER, text);
    }

    void wrong(String text) {
        add(Kind.WRONG, text);
    }

    void unasked(String text) {
        add(Kind.UNASKED, text);
    }

    private void add(Kind kind, String text) {
        counts.merge(kind, 1L, Long::sum);
        if (examples.size() < EXAMPLES) {
            examples.add(text);
        }
    }

    /** How often something was wrong in this way. */
    long count(Kind kind) {
        return counts.getOrDefault(kind, 0L);
    }

    /** The first of all, in words. */
    List<String> examples() {
        return List.copyOf(examples);
    }
}
