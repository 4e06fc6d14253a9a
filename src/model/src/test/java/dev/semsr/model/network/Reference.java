package dev.semsr.model.network;

import java.util.Map;

/**
 * The networks once more, in plain Java with loops, for one session: what the graphs are held
 * against.
 */
final class Reference {

    private final NetworkSettings shape;
    private final Map<String, float[]> weights;

    Reference(NetworkSettings shape, Map<String, float[]> weights) {
        this.shape = shape;
        this.weights = weights;
    }

    /** Session vector from the interaction and text vectors of its items, one row an item. */
    double[] session(int[] session, double[][] interaction, double[][] text) {
        double[] behaviour = niser(session, interaction);
        if (!shape.variant().usesText()) {
            return behaviour;
        }
        double[] fused = times(behaviour, "semsr/session_behaviour", shape.dimension());
        double[] last = text[session[session.length - 1]];
        double[] query =
                plus(times(last, "semsr/query", shape.dimension()), vector("semsr/attention_bias"));
        double[] attended = new double[shape.textWidth()];
        for (int item : session) {
            double weight = attention(query, text[item], "semsr/key", "semsr/attention");
            for (int i = 0; i < attended.length; i++) {
                attended[i] += weight * text[item][i];
            }
        }
        return unit(
                plus(
                        fused,
                        times(joined(attended, last), "semsr/session_text", shape.dimension())));
    }

    /** Item vector of length 1. */
    double[] item(double[] interaction, double[] text) {
        if (!shape.variant().usesText()) {
            return unit(interaction);
        }
        double[] behaviour =
                plus(
                        times(interaction, "semsr/item_behaviour", shape.dimension()),
                        vector("semsr/item_bias"));
        return unit(plus(behaviour, times(text, "semsr/item_text", shape.dimension())));
    }

    private double[] niser(int[] session, double[][] interaction) {
        int width = shape.dimension();
        double[][] clicks = new double[session.length][];
        for (int i = 0; i < session.length; i++) {
            clicks[i] = gated(session, session[i], interaction);
        }
        double[] last = clicks[clicks.length - 1];
        double[] query = plus(times(last, "niser/query", width), vector("niser/attention_bias"));
        double[] attended = new double[width];
        for (double[] click : clicks) {
            double weight = attention(query, click, "niser/key", "niser/attention");
            for (int i = 0; i < width; i++) {
                attended[i] += weight * click[i];
            }
        }
        return unit(times(joined(attended, last), "niser/readout", width));
    }

    /** One gated step for the node of an item. */
    private double[] gated(int[] session, int item, double[][] interaction) {
        int width = shape.dimension();
        double[] own = mapped(unit(interaction[item]));
        double[] incoming = neighbours(session, item, interaction, true);
        double[] outgoing = neighbours(session, item, interaction, false);
        double[] messages = plus(joined(incoming, outgoing), vector("niser/messages_bias"));
        double[] gates =
                plus(times(messages, "niser/gates", 3 * width), vector("niser/gates_bias"));
        double[] node = unit(interaction[item]);
        double[] result = new double[width];
        for (int i = 0; i < width; i++) {
            double reset = sigmoid(gates[i] + own[2 * width + i]);
            double keep = sigmoid(gates[width + i] + own[3 * width + i]);
            double fresh = Math.tanh(gates[2 * width + i] + reset * own[4 * width + i]);
            result[i] = fresh + keep * (node[i] - fresh);
        }
        return result;
    }

    /** Mean of the mapped distinct predecessors or successors. */
    private double[] neighbours(int[] session, int item, double[][] interaction, boolean incoming) {
        int width = shape.dimension();
        double[] sum = new double[width];
        java.util.Set<Integer> seen = new java.util.HashSet<>();
        for (int i = 0; i + 1 < session.length; i++) {
            int here = incoming ? session[i + 1] : session[i];
            int other = incoming ? session[i] : session[i + 1];
            if (here == item && seen.add(other)) {
                double[] mapped = mapped(unit(interaction[other]));
                for (int j = 0; j < width; j++) {
                    sum[j] += mapped[incoming ? j : width + j];
                }
            }
        }
        for (int j = 0; j < width && !seen.isEmpty(); j++) {
            sum[j] /= seen.size();
        }
        return sum;
    }

    private double[] mapped(double[] node) {
        return plus(times(node, "niser/nodes", 5 * shape.dimension()), vector("niser/nodes_bias"));
    }

    private double attention(double[] query, double[] click, String key, String output) {
        double[] keys = times(click, key, shape.dimension());
        float[] out = weights.get(output);
        double weight = 0;
        for (int i = 0; i < keys.length; i++) {
            weight += out[i] * sigmoid(query[i] + keys[i]);
        }
        return weight;
    }

    private double[] vector(String name) {
        float[] values = weights.get(name);
        double[] result = new double[values.length];
        for (int i = 0; i < values.length; i++) {
            result[i] = values[i];
        }
        return result;
    }

    private double[] times(double[] x, String name, int columns) {
        float[] matrix = weights.get(name);
        double[] result = new double[columns];
        for (int row = 0; row < x.length; row++) {
            for (int column = 0; column < columns; column++) {
                result[column] += x[row] * matrix[row * columns + column];
            }
        }
        return result;
    }

    static double[] unit(double[] x) {
        double squares = 0;
        for (double value : x) {
            squares += value * value;
        }
        double[] result = new double[x.length];
        for (int i = 0; i < x.length; i++) {
            result[i] = x[i] / Math.sqrt(squares);
        }
        return result;
    }

    private static double[] plus(double[] a, double[] b) {
        double[] result = new double[a.length];
        for (int i = 0; i < a.length; i++) {
            result[i] = a[i] + b[i];
        }
        return result;
    }

    private static double[] joined(double[] a, double[] b) {
        double[] result = java.util.Arrays.copyOf(a, a.length + b.length);
        System.arraycopy(b, 0, result, a.length, b.length);
        return result;
    }

    private static double sigmoid(double x) {
        return 1 / (1 + Math.exp(-x));
    }
}
