package dev.semsr.lab.agent;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Merges the lists of a model's titles into one. */
public final class RankMerge {

    private RankMerge() {}

    /**
     * The first of each list, in the order of the lists, then the second of each, and so on; an
     * item that comes again keeps its first place and its best cosine.
     *
     * @param lists one a title, the likeliest title first
     * @param k length of the merged list
     */
    public static List<Match> merge(List<List<Match>> lists, int k) {
        Map<Integer, Float> best = new HashMap<>();
        lists.forEach(list -> list.forEach(m -> best.merge(m.row(), m.cosine(), Math::max)));
        int longest = lists.stream().mapToInt(List::size).max().orElse(0);
        Set<Integer> rows = new LinkedHashSet<>();
        for (int rank = 0; rank < longest && rows.size() < k; rank++) {
            for (List<Match> list : lists) {
                if (rank < list.size() && rows.size() < k) {
                    rows.add(list.get(rank).row());
                }
            }
        }
        List<Match> merged = new ArrayList<>(rows.size());
        rows.forEach(row -> merged.add(new Match(row, best.get(row))));
        return merged;
    }
}
