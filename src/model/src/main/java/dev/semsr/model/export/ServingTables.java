package dev.semsr.model.export;

import java.util.List;

/**
 * All that a SavedModel for serving is made of.
 *
 * @param capacity rows of the tables, those kept for new items included
 * @param members the networks, over the same items
 * @param combination how their scores become one list
 * @param terms what is added to a sum of scores
 */
public record ServingTables(
        int capacity, List<ServingMember> members, Combination combination, BehaviourTerms terms) {

    /** Items of a block, of which top-k first looks at the maximum only. */
    static final int BLOCK = 128;

    private static final int MIN_ROOM = 1000;
    private static final int ROOM_SHARE = 5;

    /** Checks that the parts fit together. */
    public ServingTables {
        members = List.copyOf(members);
        int wanted =
                combination instanceof Combination.Sum sum ? sum.weights().size() : RERANK_MEMBERS;
        if (members.size() != wanted) {
            throw new IllegalArgumentException(
                    members.size() + " networks do not fit " + combination);
        }
        List<Integer> textWidths =
                members.stream()
                        .filter(ServingMember::usesText)
                        .map(member -> member.shape().rawTextWidth())
                        .distinct()
                        .toList();
        if (textWidths.size() > 1) {
            throw new IllegalArgumentException(
                    "The networks take text vectors of the widths "
                            + textWidths
                            + "; train them with one encoder");
        }
    }

    private static final int RERANK_MEMBERS = 2;

    /** Tables of one network alone. */
    public static ServingTables of(ServingMember member) {
        return new ServingTables(
                capacity(member.interaction().rows()),
                List.of(member),
                Combination.alone(),
                BehaviourTerms.NONE);
    }

    /** Rows for a catalogue: a fifth more, at least 1,000, in whole blocks. */
    public static int capacity(int items) {
        int wanted = items + Math.max(MIN_ROOM, items / ROOM_SHARE);
        return (wanted + BLOCK - 1) / BLOCK * BLOCK;
    }

    /** Number of trained items. */
    int items() {
        return members.get(0).interaction().rows();
    }

    /** Width of the encoder's vectors; 0 without text. */
    int rawTextWidth() {
        return members.stream()
                .filter(ServingMember::usesText)
                .mapToInt(member -> member.shape().rawTextWidth())
                .findFirst()
                .orElse(0);
    }
}
