package dev.semsr.app.deadletters;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** How many letters go to which topic, and which cannot go as they are. */
public final class LetterPlan {

    private static final int NAMED = 3;

    private final SortedMap<String, Long> targets = new TreeMap<>();
    private final List<Place> firstCut = new ArrayList<>();
    private final List<Place> firstHomeless = new ArrayList<>();
    private long letters;
    private long cut;
    private long homeless;

    /** Counts a letter; goes on after each. */
    boolean add(StoredLetter letter, String target) {
        letters++;
        if (letter.isCut()) {
            cut++;
            name(letter, firstCut);
        }
        String topic = target == null ? letter.origin().map(Place::topic).orElse(null) : target;
        if (topic == null) {
            homeless++;
            name(letter, firstHomeless);
        } else {
            targets.merge(topic, 1L, Long::sum);
        }
        return true;
    }

    private static void name(StoredLetter letter, List<Place> named) {
        if (named.size() < NAMED) {
            named.add(letter.place());
        }
    }

    /** Letters in all. */
    public long letters() {
        return letters;
    }

    /** Letters by the topic that they go to. */
    public SortedMap<String, Long> targets() {
        return Collections.unmodifiableSortedMap(targets);
    }

    /** Letters that hold less than the refused record. */
    public long cut() {
        return cut;
    }

    /** The first few of those. */
    public List<Place> firstCut() {
        return List.copyOf(firstCut);
    }

    /** Letters that go nowhere: no topic was named and their headers name none. */
    public long homeless() {
        return homeless;
    }

    /** The first few of those. */
    public List<Place> firstHomeless() {
        return List.copyOf(firstHomeless);
    }
}
