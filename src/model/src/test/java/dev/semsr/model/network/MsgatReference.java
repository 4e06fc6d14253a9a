package dev.semsr.model.network;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** MSGAT once more, in plain Java with loops, for one session. */
final class MsgatReference {

    private final Reference weights;
    private final int out;
    private final int width;
    private final int heads;

    MsgatReference(Reference weights, int dimension) {
        this.weights = weights;
        this.out = dimension;
        this.width = 2 * dimension;
        this.heads = Msgat.heads(width);
    }

    /** Weights of the clicks in the pooling. */
    double[] attention(int[] session, double[][] vectors) {
        double[][] states = states(gated(session, vectors));
        return relevance(states, states[session.length], session.length);
    }

    private double[][] states(double[][] clicks) {
        double[][] tokens = Arrays.copyOf(clicks, clicks.length + 1);
        tokens[clicks.length] = new double[width];
        return attended(tokens);
    }

    double[] session(int[] session, double[][] vectors) {
        double[][] clicks = gated(session, vectors);
        double[][] states = states(clicks);
        double[] target = states[clicks.length];
        double[] relevance = relevance(states, target, clicks.length);
        double[] byLast = weights.times(clicks[clicks.length - 1], "msgat/gate_last", width);
        double[] pooled = new double[width];
        for (int click = 0; click < clicks.length; click++) {
            double[] gate =
                    Reference.plus(byLast, weights.times(clicks[click], "msgat/gate_click", width));
            for (int i = 0; i < width; i++) {
                pooled[i] += relevance[click] / (1 + Math.exp(-gate[i]));
            }
        }
        double[] decoded = map(joined(pooled, target), "decoder", out);
        for (int i = 0; i < out; i++) {
            decoded[i] = selu(decoded[i]);
        }
        return Reference.unit(decoded);
    }

    static double selu(double x) {
        double scale = 1.0507009873554805;
        return x > 0 ? scale * x : scale * 1.6732632423543772 * Math.expm1(x);
    }

    private double[][] gated(int[] session, double[][] vectors) {
        double[][] result = new double[session.length][];
        for (int click = 0; click < session.length; click++) {
            result[click] = gated(session, session[click], vectors);
        }
        return result;
    }

    private double[] node(int[] session, int item, double[][] vectors) {
        int first = 0;
        while (session[first] != item) {
            first++;
        }
        double[] position =
                Arrays.copyOfRange(
                        weights.vector("msgat/positions"), first * out, (first + 1) * out);
        double[] norm = TransformerReference.standardised(joined(vectors[item], position));
        double[] gain = weights.vector("msgat/nodes_norm/gain");
        double[] bias = weights.vector("msgat/nodes_norm/bias");
        for (int i = 0; i < width; i++) {
            norm[i] = norm[i] * gain[i] + bias[i];
        }
        return norm;
    }

    private double[] gated(int[] session, int item, double[][] vectors) {
        double[] node = node(session, item, vectors);
        double[] own = map(node, "nodes", 5 * width);
        double[] incoming = neighbours(session, item, vectors, true);
        double[] outgoing = neighbours(session, item, vectors, false);
        double[] messages =
                Reference.plus(joined(incoming, outgoing), weights.vector("msgat/messages_bias"));
        double[] gates = map(messages, "gates", 3 * width);
        double[] result = new double[width];
        for (int i = 0; i < width; i++) {
            double reset = sigmoid(gates[i] + own[2 * width + i]);
            double keep = sigmoid(gates[width + i] + own[3 * width + i]);
            double fresh = Math.tanh(gates[2 * width + i] + reset * own[4 * width + i]);
            result[i] = fresh + keep * (node[i] - fresh);
        }
        return result;
    }

    private double[] neighbours(int[] session, int item, double[][] vectors, boolean incoming) {
        Set<Integer> others = new LinkedHashSet<>();
        for (int click = 0; click + 1 < session.length; click++) {
            if (session[incoming ? click + 1 : click] == item) {
                others.add(session[incoming ? click : click + 1]);
            }
        }
        double[] mean = new double[width];
        for (int other : others) {
            double[] own = map(node(session, other, vectors), "nodes", 5 * width);
            for (int i = 0; i < width; i++) {
                mean[i] += own[(incoming ? 0 : width) + i] / others.size();
            }
        }
        return mean;
    }

    private double[][] attended(double[][] tokens) {
        double[][] queries = new double[tokens.length][];
        for (int i = 0; i < tokens.length; i++) {
            queries[i] = relu(map(tokens[i], "query", width));
        }
        double[][] mixed = new double[tokens.length][width];
        for (int head = 0; head < heads; head++) {
            double alpha = alpha(part(queries[tokens.length - 1], head), "head_alpha");
            for (int row = 0; row < tokens.length; row++) {
                mix(tokens, part(queries[row], head), alpha, head, mixed[row]);
            }
        }
        double[][] states = new double[tokens.length][];
        for (int row = 0; row < tokens.length; row++) {
            double[] forward =
                    map(relu(map(mixed[row], "forward_in", width)), "forward_out", width);
            double[] sum = TransformerReference.standardised(Reference.plus(forward, mixed[row]));
            double[] gain = weights.vector("msgat/attention_norm/gain");
            double[] bias = weights.vector("msgat/attention_norm/bias");
            for (int i = 0; i < width; i++) {
                sum[i] = sum[i] * gain[i] + bias[i];
            }
            states[row] = sum;
        }
        return states;
    }

    private void mix(double[][] tokens, double[] query, double alpha, int head, double[] mixed) {
        double[] scores = new double[tokens.length];
        for (int i = 0; i < scores.length; i++) {
            scores[i] = product(query, part(tokens[i], head)) / Math.sqrt(width / (double) heads);
        }
        double[] shares = EntmaxReference.entmax(scores, alpha);
        int from = head * width / heads;
        for (int i = 0; i < scores.length; i++) {
            for (int j = 0; j < width / heads; j++) {
                mixed[from + j] += shares[i] * tokens[i][from + j];
            }
        }
    }

    private double[] relevance(double[][] states, double[] target, int clicks) {
        List<Double> scores = new ArrayList<>();
        double[] byTarget = map(target, "pool_target", width);
        for (int click = 0; click < clicks; click++) {
            double[] hidden =
                    relu(
                            Reference.plus(
                                    byTarget,
                                    weights.times(states[click], "msgat/pool_click", width)));
            scores.add(weights.times(hidden, "msgat/pool", 1)[0]);
        }
        return EntmaxReference.entmax(
                scores.stream().mapToDouble(score -> score).toArray(), alpha(target, "pool_alpha"));
    }

    private double alpha(double[] x, String name) {
        return Entmax.LEAST_ALPHA + (2 - Entmax.LEAST_ALPHA) * sigmoid(map(x, name, 1)[0]);
    }

    private double[] part(double[] x, int head) {
        return Arrays.copyOfRange(x, head * width / heads, (head + 1) * width / heads);
    }

    private double[] map(double[] x, String name, int columns) {
        return Reference.plus(
                weights.times(x, "msgat/" + name, columns),
                weights.vector("msgat/" + name + "_bias"));
    }

    private static double product(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }

    private static double[] relu(double[] x) {
        return Arrays.stream(x).map(value -> Math.max(0, value)).toArray();
    }

    private static double sigmoid(double x) {
        return 1 / (1 + Math.exp(-x));
    }

    private static double[] joined(double[] a, double[] b) {
        double[] result = Arrays.copyOf(a, a.length + b.length);
        System.arraycopy(b, 0, result, a.length, b.length);
        return result;
    }
}
