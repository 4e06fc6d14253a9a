package dev.semsr.lab.evaluation;

import dev.semsr.lab.protocol.TestCase;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.IntToDoubleFunction;

/**
 * How sure the difference of two models is, that answered the same cases: an interval from
 * resampled test parts. Sessions are drawn, not cases, since the cases of one session are alike.
 */
public final class PairedBootstrap {

    private static final int RESAMPLES = 1000;
    private static final double TAIL = 0.025;

    private final int[] sessionOf;
    private final int sessions;
    private final long seed;

    /**
     * A bootstrap over the sessions of these cases.
     *
     * @param cases the test part
     * @param seed of the draws
     */
    public PairedBootstrap(List<TestCase> cases, long seed) {
        sessionOf = new int[cases.size()];
        int last = -1;
        String session = null;
        for (int i = 0; i < sessionOf.length; i++) {
            if (!cases.get(i).session().equals(session)) {
                session = cases.get(i).session();
                last++;
            }
            sessionOf[i] = last;
        }
        sessions = last + 1;
        this.seed = seed;
    }

    /**
     * The difference of a metric's means, and where it lies in 95 of 100 resamples.
     *
     * @param difference mean of the first model less that of the second
     * @param relative the difference as a share of the second's mean
     * @param low lower end of the interval of the difference
     * @param high upper end of it
     */
    public record Interval(double difference, double relative, double low, double high) {

        /** Whether the interval leaves out zero. */
        public boolean isClear() {
            return low > 0 || high < 0;
        }
    }

    /**
     * Compares two models.
     *
     * @param first ranks of the first model, a list a seed, one rank a case
     * @param second ranks of the second, for the same cases
     * @param metric what a rank is worth; 0 is a target that was not found
     * @throws IllegalArgumentException if there are not as many ranks as cases
     */
    public Interval compare(
            List<List<Integer>> first, List<List<Integer>> second, IntToDoubleFunction metric) {
        double[] ofFirst = means(first, metric);
        double[] ofSecond = means(second, metric);
        double[] differences = new double[sessions];
        double[] counts = new double[sessions];
        double base = 0;
        for (int i = 0; i < sessionOf.length; i++) {
            differences[sessionOf[i]] += ofFirst[i] - ofSecond[i];
            counts[sessionOf[i]]++;
            base += ofSecond[i];
        }
        double[] means = resampled(differences, counts);
        double difference = Arrays.stream(differences).sum() / sessionOf.length;
        return new Interval(
                difference,
                difference / (base / sessionOf.length),
                means[(int) Math.floor(TAIL * RESAMPLES)],
                means[(int) Math.ceil((1 - TAIL) * RESAMPLES) - 1]);
    }

    /** What each case is worth, as a mean over seeds. */
    private double[] means(List<List<Integer>> ranks, IntToDoubleFunction metric) {
        double[] means = new double[sessionOf.length];
        for (List<Integer> ofSeed : ranks) {
            requireFits(ofSeed);
            for (int i = 0; i < means.length; i++) {
                means[i] += metric.applyAsDouble(ofSeed.get(i)) / ranks.size();
            }
        }
        return means;
    }

    private double[] resampled(double[] differences, double[] counts) {
        SplittableRandom random = new SplittableRandom(seed);
        double[] means = new double[RESAMPLES];
        for (int i = 0; i < RESAMPLES; i++) {
            double sum = 0;
            double cases = 0;
            for (int draw = 0; draw < sessions; draw++) {
                int session = random.nextInt(sessions);
                sum += differences[session];
                cases += counts[session];
            }
            means[i] = sum / cases;
        }
        Arrays.sort(means);
        return means;
    }

    private void requireFits(List<Integer> ranks) {
        if (ranks.size() != sessionOf.length || ranks.isEmpty()) {
            throw new IllegalArgumentException(
                    ranks.size()
                            + " ranks do not fit "
                            + sessionOf.length
                            + " cases: evaluate both models on the same test part");
        }
    }

    /** Recall at a cut-off. */
    public static IntToDoubleFunction recall(int cutoff) {
        return rank -> rank >= 1 && rank <= cutoff ? 1 : 0;
    }

    /** MRR at a cut-off. */
    public static IntToDoubleFunction mrr(int cutoff) {
        return rank -> rank >= 1 && rank <= cutoff ? 1.0 / rank : 0;
    }
}
