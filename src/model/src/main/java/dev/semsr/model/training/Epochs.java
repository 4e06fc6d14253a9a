package dev.semsr.model.training;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/**
 * The batches of an epoch. Every session of n clicks gives n - 1 examples: each prefix and the
 * click after it.
 *
 * <p>Examples are shuffled, then sorted by length inside pools of some batches, and the batches
 * shuffled: sessions of like length stand together, so that little is padded, and still no order is
 * left that a network could lean on. The order depends on seed and epoch alone.
 */
final class Epochs {

    private static final int POOL_BATCHES = 50;

    private final List<int[]> sessions;
    private final int[] sessionOf;
    private final int[] endOf;
    private final TrainingSettings settings;

    Epochs(List<int[]> sessions, TrainingSettings settings) {
        this.sessions = sessions;
        this.settings = settings;
        int examples = sessions.stream().mapToInt(s -> Math.max(0, s.length - 1)).sum();
        sessionOf = new int[examples];
        endOf = new int[examples];
        int next = 0;
        for (int session = 0; session < sessions.size(); session++) {
            for (int end = 1; end < sessions.get(session).length; end++) {
                sessionOf[next] = session;
                endOf[next++] = end;
            }
        }
    }

    int examples() {
        return sessionOf.length;
    }

    /** Steps of an epoch. */
    int steps() {
        return (examples() + settings.batch() - 1) / settings.batch();
    }

    /** The order of an epoch: examples of its batches, one batch after the other. */
    int[][] order(int epoch) {
        SplittableRandom random = new SplittableRandom(settings.seed() * 1_000_003L + epoch);
        int[] shuffled = shuffled(examples(), random);
        int pool = POOL_BATCHES * settings.batch();
        for (int from = 0; from < shuffled.length; from += pool) {
            sortByLength(shuffled, from, Math.min(shuffled.length, from + pool));
        }
        int[][] batches = new int[steps()][];
        int[] places = shuffled(batches.length, random);
        for (int i = 0; i < batches.length; i++) {
            int from = i * settings.batch();
            batches[places[i]] =
                    Arrays.copyOfRange(
                            shuffled, from, Math.min(shuffled.length, from + settings.batch()));
        }
        return batches;
    }

    /** The batch of some examples. */
    Batch batch(int[] examples) {
        int width = 1;
        for (int example : examples) {
            width = Math.max(width, length(example));
        }
        Batch batch = Batch.empty(examples.length, width);
        for (int i = 0; i < examples.length; i++) {
            int[] session = sessions.get(sessionOf[examples[i]]);
            int end = endOf[examples[i]];
            batch.set(i, session, end - length(examples[i]), end, session[end]);
        }
        return batch;
    }

    private int length(int example) {
        return Math.min(settings.maxLength(), endOf[example]);
    }

    private void sortByLength(int[] examples, int from, int to) {
        long[] keys = new long[to - from];
        for (int i = 0; i < keys.length; i++) {
            keys[i] = ((long) length(examples[from + i]) << 32) | i;
        }
        Arrays.sort(keys);
        int[] unsorted = Arrays.copyOfRange(examples, from, to);
        for (int i = 0; i < keys.length; i++) {
            examples[from + i] = unsorted[(int) keys[i]];
        }
    }

    private static int[] shuffled(int count, SplittableRandom random) {
        int[] values = new int[count];
        for (int i = 0; i < count; i++) {
            int other = random.nextInt(i + 1);
            values[i] = values[other];
            values[other] = i;
        }
        return values;
    }
}
