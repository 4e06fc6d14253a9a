package dev.semsr.model.network;

/** The two blocks of self-attention once more, with loops, for one session. */
final class TransformerReference {

    private final Reference reference;
    private final String name;
    private final int width;

    TransformerReference(Reference reference, String name, int width) {
        this.reference = reference;
        this.name = name;
        this.width = width;
    }

    /** States of all clicks, from item vectors of length 1. */
    double[][] states(double[][] items) {
        return block(name + "/block2", block(name + "/block1", clicks(items)));
    }

    /** Weights by which the second block's state of the last click attends: means of the heads. */
    double[] lastWeights(double[][] items) {
        double[][] x = block(name + "/block1", clicks(items));
        double[] mean = new double[x.length];
        int heads = width % 2 == 0 ? 2 : 1;
        for (int head = 0; head < heads; head++) {
            double[] weights = weights(name + "/block2", x, x.length - 1, head);
            for (int i = 0; i < mean.length; i++) {
                mean[i] += weights[i] / heads;
            }
        }
        return mean;
    }

    private double[][] clicks(double[][] items) {
        double[] positions = reference.vector(name + "/positions");
        double[][] x = new double[items.length][width];
        for (int click = 0; click < items.length; click++) {
            for (int i = 0; i < width; i++) {
                x[click][i] = Math.sqrt(width) * items[click][i] + positions[click * width + i];
            }
        }
        return x;
    }

    private double[][] block(String block, double[][] x) {
        double[][] result = new double[x.length][];
        for (int click = 0; click < x.length; click++) {
            double[] attended = Reference.plus(x[click], attention(block, x, click));
            double[] inner = map(norm(block + "/feed_forward_norm", attended), block + "/inner");
            for (int i = 0; i < width; i++) {
                inner[i] = Math.max(0, inner[i]);
            }
            result[click] = Reference.plus(attended, map(inner, block + "/outer"));
        }
        return result;
    }

    private double[] attention(String block, double[][] x, int click) {
        int heads = width % 2 == 0 ? 2 : 1;
        int part = width / heads;
        double[] joined = new double[width];
        for (int head = 0; head < heads; head++) {
            double[] weights = weights(block, x, click, head);
            for (int seen = 0; seen <= click; seen++) {
                double[] keyValue = keyValue(block, x[seen]);
                for (int i = head * part; i < (head + 1) * part; i++) {
                    joined[i] += weights[seen] * keyValue[width + i];
                }
            }
        }
        return map(joined, block + "/output");
    }

    private double[] weights(String block, double[][] x, int click, int head) {
        int part = width % 2 == 0 ? width / 2 : width;
        double[] query = reference.times(normed(block, x[click]), block + "/query", width);
        double[] weights = new double[click + 1];
        double sum = 0;
        for (int seen = 0; seen <= click; seen++) {
            double[] keyValue = keyValue(block, x[seen]);
            double product = 0;
            for (int i = head * part; i < (head + 1) * part; i++) {
                product += query[i] * keyValue[i];
            }
            weights[seen] = Math.exp(product / Math.sqrt(part));
            sum += weights[seen];
        }
        for (int seen = 0; seen <= click; seen++) {
            weights[seen] /= sum;
        }
        return weights;
    }

    private double[] keyValue(String block, double[] x) {
        return reference.times(normed(block, x), block + "/key_value", 2 * width);
    }

    private double[] normed(String block, double[] x) {
        return norm(block + "/attention_norm", x);
    }

    private double[] map(double[] x, String part) {
        return Reference.plus(reference.times(x, part, width), reference.vector(part + "_bias"));
    }

    /** Layer normalisation. */
    double[] norm(String norm, double[] x) {
        double[] gain = reference.vector(norm + "/gain");
        double[] bias = reference.vector(norm + "/bias");
        double[] result = standardised(x);
        for (int i = 0; i < x.length; i++) {
            result[i] = result[i] * gain[i] + bias[i];
        }
        return result;
    }

    /** Layer normalisation without gain and bias. */
    static double[] standardised(double[] x) {
        double mean = 0;
        for (double value : x) {
            mean += value / x.length;
        }
        double variance = 0;
        for (double value : x) {
            variance += (value - mean) * (value - mean) / x.length;
        }
        double[] result = new double[x.length];
        for (int i = 0; i < x.length; i++) {
            result[i] = (x[i] - mean) / Math.sqrt(variance + LayerNorm.EPSILON);
        }
        return result;
    }
}
