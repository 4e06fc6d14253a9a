package dev.semsr.core.neighbour;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** Counts what follows one item after the other, in flat arrays: the pairs can be many millions. */
final class CoVisitCounter {

    private final int keep;
    private final int[] starts;
    private final int[] visited;
    private final float[] weights;
    private final double[] sums;
    private int[] followers = new int[0];
    private int[] best = new int[0];

    /**
     * @param counts what each click counts as a follower; null where each counts 1
     */
    CoVisitCounter(List<int[]> sessions, List<float[]> counts, int reach, int keep) {
        this.keep = keep;
        int items = 1 + sessions.stream().flatMapToInt(IntStream::of).max().orElse(-1);
        starts = starts(sessions, reach, items);
        visited = new int[starts[items]];
        weights = new float[starts[items]];
        sums = new double[items];
        fill(sessions, counts, reach);
    }

    private static int[] starts(List<int[]> sessions, int reach, int items) {
        int[] starts = new int[items + 1];
        for (int[] session : sessions) {
            for (int from = 0; from < session.length; from++) {
                starts[session[from] + 1] += Math.min(reach, session.length - 1 - from);
            }
        }
        for (int row = 0; row < items; row++) {
            starts[row + 1] = Math.addExact(starts[row + 1], starts[row]);
        }
        return starts;
    }

    private void fill(List<int[]> sessions, List<float[]> counts, int reach) {
        int[] next = starts.clone();
        for (int i = 0; i < sessions.size(); i++) {
            int[] session = sessions.get(i);
            float[] count = counts == null ? null : counts.get(i);
            for (int from = 0; from < session.length; from++) {
                int last = Math.min(session.length - 1, from + reach);
                for (int to = from + 1; to <= last; to++) {
                    int place = next[session[from]]++;
                    visited[place] = session[to];
                    weights[place] = (count == null ? 1f : count[to]) / (to - from);
                }
            }
        }
    }

    int items() {
        return starts.length - 1;
    }

    /** Counts what follows an item, before it is asked for; the weight of all. */
    double count(int row) {
        for (int follower : followers) {
            sums[follower] = 0;
        }
        double total = 0;
        for (int place = starts[row]; place < starts[row + 1]; place++) {
            sums[visited[place]] += weights[place];
            total += weights[place];
        }
        followers = Arrays.stream(visited, starts[row], starts[row + 1]).distinct().toArray();
        best = sorted();
        return total;
    }

    private int[] sorted() {
        return Arrays.stream(followers)
                .boxed()
                .sorted(
                        (a, b) ->
                                sums[a] == sums[b]
                                        ? Integer.compare(a, b)
                                        : Double.compare(sums[b], sums[a]))
                .limit(keep)
                .mapToInt(follower -> follower)
                .toArray();
    }

    /** The best followers of the counted item, best first. */
    int[] best() {
        return best;
    }

    /** The weights of {@link #best}. */
    double[] weights() {
        return Arrays.stream(best).mapToDouble(follower -> sums[follower]).toArray();
    }
}
