package dev.semsr.model.network;

import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/** MSGAT's module between the sessions of a batch once more, in plain Java with loops. */
final class NeighboursReference {

    private static final int NEIGHBOURS = 3;

    private final List<int[]> batch;
    private final double[][] items;

    NeighboursReference(List<int[]> batch, double[][] items) {
        this.batch = batch;
        this.items = items;
    }

    /** Unit vectors of the sessions with their neighbours, from those without. */
    double[][] sessions(double[][] alone) {
        double[][] both = new double[alone.length][];
        for (int i = 0; i < alone.length; i++) {
            both[i] = Reference.plus(alone[i], smoothed(i));
        }
        double[][] result = new double[alone.length][];
        for (int i = 0; i < alone.length; i++) {
            result[i] = Reference.unit(Reference.plus(alone[i], neighbours(i, both)));
        }
        return result;
    }

    private double[] neighbours(int session, double[][] both) {
        double[] cosines = new double[both.length];
        for (int i = 0; i < both.length; i++) {
            cosines[i] = product(Reference.unit(both[session]), Reference.unit(both[i]));
        }
        double[] likeness = softmax(cosines);
        int[] nearest =
                IntStream.range(0, both.length)
                        .boxed()
                        .sorted(Comparator.comparing((Integer i) -> -likeness[i]))
                        .limit(NEIGHBOURS)
                        .mapToInt(i -> i)
                        .toArray();
        double[] shares = softmax(Arrays.stream(nearest).mapToDouble(i -> likeness[i]).toArray());
        double[] sum = new double[both[session].length];
        for (int i = 0; i < nearest.length; i++) {
            add(sum, both[nearest[i]], shares[i]);
        }
        return sum;
    }

    private double[] smoothed(int session) {
        double whole = 0;
        double[] sum = new double[items[0].length];
        for (int other = 0; other < batch.size(); other++) {
            double alike = jaccard(set(session), set(other));
            whole += alike;
            for (int item : set(other)) {
                add(sum, items[item], alike);
            }
        }
        for (int i = 0; i < sum.length; i++) {
            sum[i] = MsgatReference.selu(sum[i] / whole);
        }
        return Reference.unit(sum);
    }

    private Set<Integer> set(int session) {
        Set<Integer> set = new HashSet<>();
        Arrays.stream(batch.get(session)).forEach(set::add);
        return set;
    }

    private static double jaccard(Set<Integer> a, Set<Integer> b) {
        Set<Integer> both = new HashSet<>(a);
        both.retainAll(b);
        return both.size() / (double) (a.size() + b.size() - both.size());
    }

    private static void add(double[] sum, double[] x, double weight) {
        for (int i = 0; i < sum.length; i++) {
            sum[i] += weight * x[i];
        }
    }

    private static double product(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }

    private static double[] softmax(double[] x) {
        double whole = Arrays.stream(x).map(Math::exp).sum();
        return Arrays.stream(x).map(value -> Math.exp(value) / whole).toArray();
    }
}
