package dev.semsr.model.network;

/** Entmax once more, by bisection in double precision. */
final class EntmaxReference {

    private EntmaxReference() {}

    static double[] entmax(double[] x, double alpha) {
        double[] z = new double[x.length];
        double best = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < x.length; i++) {
            z[i] = (alpha - 1) * x[i];
            best = Math.max(best, z[i]);
        }
        double low = best - 1;
        double high = best;
        for (int step = 0; step < 200; step++) {
            double middle = (low + high) / 2;
            if (sum(z, middle, alpha) > 1) {
                low = middle;
            } else {
                high = middle;
            }
        }
        double[] p = new double[x.length];
        for (int i = 0; i < p.length; i++) {
            p[i] = chance(z[i], low, alpha);
        }
        return p;
    }

    private static double sum(double[] z, double tau, double alpha) {
        double sum = 0;
        for (double value : z) {
            sum += chance(value, tau, alpha);
        }
        return sum;
    }

    private static double chance(double z, double tau, double alpha) {
        return z <= tau ? 0 : Math.pow(z - tau, 1 / (alpha - 1));
    }
}
