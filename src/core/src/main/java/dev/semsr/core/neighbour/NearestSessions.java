package dev.semsr.core.neighbour;

import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * VMIS-kNN (Kersbergen et al., Serenade, SIGMOD 2022): the items of the past sessions that are most
 * like this one, from an index of each item's newest sessions.
 *
 * <p>Of the past sessions that share an item with this one the newest are looked at. A click of the
 * session weighs its position over the session's length; a past session is as near as the sum of
 * the weights of the shared items. The nearest vote for their items with this, times {@code 1 - 0.1
 * n} where the most recent shared item is the n-th from the end of the session (nothing from the
 * tenth on), times the logarithm of how rare the item is. Items of the session itself get votes
 * too: whether they are shown is decided where lists are ranked.
 */
public final class NearestSessions {

    private static final double PER_STEP = 0.1;

    private final List<int[]> sessions;
    private final Map<Integer, int[]> newest = new HashMap<>();
    private final double[] rarity;
    private final int sample;
    private final int neighbours;

    /**
     * Indexes sessions.
     *
     * @param sessions rows of the clicked items, in the order of time
     * @param items size of the catalogue
     * @param sample newest sessions with a shared item that are looked at ("m")
     * @param neighbours nearest sessions that vote ("k")
     */
    public NearestSessions(List<int[]> sessions, int items, int sample, int neighbours) {
        this.sessions = List.copyOf(sessions);
        this.sample = sample;
        this.neighbours = neighbours;
        int[] occurrences = new int[items];
        for (int session = this.sessions.size() - 1; session >= 0; session--) {
            for (int row : distinct(this.sessions.get(session))) {
                index(row, session, occurrences[row]++);
            }
        }
        newest.replaceAll((row, list) -> Arrays.copyOf(list, Math.min(sample, occurrences[row])));
        rarity = new double[items];
        for (int row = 0; row < items; row++) {
            rarity[row] = Math.log(this.sessions.size() / (double) Math.max(1, occurrences[row]));
        }
    }

    private void index(int row, int session, int place) {
        if (place >= sample) {
            return;
        }
        int[] list = newest.computeIfAbsent(row, key -> new int[4]);
        if (place == list.length) {
            list = Arrays.copyOf(list, 2 * place);
            newest.put(row, list);
        }
        list[place] = session;
    }

    private static int[] distinct(int[] session) {
        return Arrays.stream(session).distinct().toArray();
    }

    /** A past session that shares items with this one. */
    private static final class Neighbour {

        private final int session;
        private final int lastShared;
        private double nearness;

        Neighbour(int session, int lastShared) {
            this.session = session;
            this.lastShared = lastShared;
        }
    }

    /**
     * Votes for items, by row.
     *
     * @param session rows of the clicked items, oldest first
     */
    public Map<Integer, Double> votes(int[] session) {
        Map<Integer, Double> votes = new HashMap<>();
        for (Neighbour neighbour : nearest(session)) {
            double weight = neighbour.nearness * Math.max(0, 1 - PER_STEP * neighbour.lastShared);
            if (weight > 0) {
                for (int row : distinct(sessions.get(neighbour.session))) {
                    votes.merge(row, weight * rarity[row], Double::sum);
                }
            }
        }
        return votes;
    }

    private List<Neighbour> nearest(int[] session) {
        Map<Integer, Neighbour> found = new HashMap<>();
        Map<Integer, Boolean> done = new HashMap<>();
        for (int place = session.length - 1; place >= 0; place--) {
            if (done.putIfAbsent(session[place], true) == null) {
                int fromEnd = session.length - place;
                double weight = (place + 1.0) / session.length;
                for (int past : newest.getOrDefault(session[place], new int[0])) {
                    found.computeIfAbsent(past, key -> new Neighbour(past, fromEnd)).nearness +=
                            weight;
                }
            }
        }
        return found.values().stream()
                .sorted(Comparator.comparingInt(neighbour -> -neighbour.session))
                .limit(sample)
                .sorted(
                        Comparator.comparingDouble((Neighbour n) -> -n.nearness)
                                .thenComparingInt(n -> -n.session))
                .limit(neighbours)
                .toList();
    }
}
