package dev.semsr.model.network;

import java.util.Arrays;
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
        return switch (shape.variant()) {
            case BASE, SEMSR_I -> unit(backbone(session, interaction));
            case SEMSR_F -> semSrF(session, interaction, text);
            case CONSISTENT, ALPHA_FUSE -> unit(backbone(session, items(interaction, text)));
        };
    }

    /** Share of each click in the attention; null if the network has none. */
    double[] attention(int[] session, double[][] interaction, double[][] text) {
        return switch (shape.variant()) {
            case BASE, SEMSR_I -> attention(session, interaction);
            case SEMSR_F -> semSrFAttention(session, interaction, text);
            case CONSISTENT, ALPHA_FUSE -> attention(session, items(interaction, text));
        };
    }

    private double[] attention(int[] session, double[][] vectors) {
        return switch (shape.backbone()) {
            case NISER, NISER_PLUS -> shares(niserTerms(session, vectors));
            case MSGAT, MSGAT_AUTHOR ->
                    new MsgatReference(this, shape.dimension()).attention(session, vectors);
            case SASREC ->
                    new TransformerReference(this, "sasrec", shape.dimension())
                            .lastWeights(units(session, vectors));
            case GRU4REC -> null;
            case CORE -> normalised(coreWeights(units(session, vectors)));
            case CORE_AVE -> normalised(Arrays.stream(session).mapToDouble(i -> 1).toArray());
        };
    }

    private double[][] items(double[][] interaction, double[][] text) {
        double[][] items = new double[interaction.length][];
        for (int row = 0; row < items.length; row++) {
            items[row] = item(interaction[row], text[row]);
        }
        return items;
    }

    /** Item vector of length 1. */
    double[] item(double[] interaction, double[] text) {
        return switch (shape.variant()) {
            case BASE, SEMSR_I -> unit(interaction);
            case SEMSR_F -> fused(interaction, text, "semsr");
            case CONSISTENT -> fused(interaction, text, "consistent");
            case ALPHA_FUSE -> inWeakAxes(interaction, text);
        };
    }

    private double[] fused(double[] interaction, double[] text, String prefix) {
        double[] behaviour =
                plus(
                        times(interaction, prefix + "/item_behaviour", shape.dimension()),
                        vector(prefix + "/item_bias"));
        return unit(plus(behaviour, times(text, prefix + "/item_text", shape.dimension())));
    }

    private double[] inWeakAxes(double[] interaction, double[] text) {
        double[] sum = Arrays.copyOf(text, shape.dimension());
        for (int i = shape.dimension() / 2; i < shape.dimension(); i++) {
            sum[i] += interaction[i];
        }
        return unit(sum);
    }

    private double[] backbone(int[] session, double[][] vectors) {
        return switch (shape.backbone()) {
            case NISER, NISER_PLUS -> niser(session, vectors);
            case MSGAT, MSGAT_AUTHOR ->
                    new MsgatReference(this, shape.dimension()).session(session, vectors);
            case SASREC -> sasRec(session, vectors);
            case GRU4REC -> gru(session, vectors);
            case CORE -> core(session, vectors);
            case CORE_AVE -> mean(session, vectors);
        };
    }

    private double[] sasRec(int[] session, double[][] vectors) {
        TransformerReference transformer =
                new TransformerReference(this, "sasrec", shape.dimension());
        double[][] states = transformer.states(units(session, vectors));
        return transformer.norm("sasrec/norm", states[states.length - 1]);
    }

    private double[] gru(int[] session, double[][] vectors) {
        int width = shape.dimension();
        double[] state = new double[width];
        for (double[] item : units(session, vectors)) {
            double[] scaled = new double[width];
            for (int i = 0; i < width; i++) {
                scaled[i] = item[i] * Math.sqrt(width);
            }
            double[] in =
                    plus(times(scaled, "gru4rec/input", 3 * width), vector("gru4rec/input_bias"));
            double[] own =
                    plus(times(state, "gru4rec/state", 3 * width), vector("gru4rec/state_bias"));
            double[] next = new double[width];
            for (int i = 0; i < width; i++) {
                double reset = sigmoid(in[i] + own[i]);
                double keep = sigmoid(in[width + i] + own[width + i]);
                double fresh = Math.tanh(in[2 * width + i] + reset * own[2 * width + i]);
                next[i] = (1 - keep) * fresh + keep * state[i];
            }
            state = next;
        }
        return state;
    }

    private double[] core(int[] session, double[][] vectors) {
        double[][] items = units(session, vectors);
        double[] weights = coreWeights(items);
        double[] result = new double[shape.dimension()];
        for (int click = 0; click < items.length; click++) {
            for (int i = 0; i < result.length; i++) {
                result[i] += weights[click] * items[click][i];
            }
        }
        return result;
    }

    /** Of any sum. */
    private double[] coreWeights(double[][] items) {
        double[][] states = new TransformerReference(this, "core", shape.dimension()).states(items);
        return Arrays.stream(states)
                .map(TransformerReference::standardised)
                .mapToDouble(state -> Math.exp(times(state, "core/weights", 1)[0]))
                .toArray();
    }

    private double[] mean(int[] session, double[][] vectors) {
        double[] result = new double[shape.dimension()];
        for (double[] item : units(session, vectors)) {
            for (int i = 0; i < result.length; i++) {
                result[i] += item[i] / session.length;
            }
        }
        return result;
    }

    private static double[][] units(int[] session, double[][] vectors) {
        double[][] units = new double[session.length][];
        for (int click = 0; click < session.length; click++) {
            units[click] = unit(vectors[session[click]]);
        }
        return units;
    }

    private double[] semSrF(int[] session, double[][] interaction, double[][] text) {
        return unit(plus(fromBehaviour(session, interaction), sum(textTerms(session, text))));
    }

    /** The part of behaviour is spread over the clicks as the backbone's attention is. */
    private double[] semSrFAttention(int[] session, double[][] interaction, double[][] text) {
        double[] ofBackbone = attention(session, interaction);
        if (ofBackbone == null) {
            return null;
        }
        double[] behaviour = fromBehaviour(session, interaction);
        double[][] terms = textTerms(session, text);
        for (int click = 0; click < terms.length; click++) {
            for (int i = 0; i < behaviour.length; i++) {
                terms[click][i] += ofBackbone[click] * behaviour[i];
            }
        }
        return shares(terms);
    }

    private double[] fromBehaviour(int[] session, double[][] interaction) {
        return times(
                unit(backbone(session, interaction)), "semsr/session_behaviour", shape.dimension());
    }

    /** What the text of each click adds to the session's vector. */
    private double[][] textTerms(int[] session, double[][] text) {
        double[] last = text[session[session.length - 1]];
        double[] query =
                plus(times(last, "semsr/query", shape.dimension()), vector("semsr/attention_bias"));
        double[][] clicks = Arrays.stream(session).mapToObj(i -> text[i]).toArray(double[][]::new);
        double[] weights =
                Arrays.stream(clicks)
                        .mapToDouble(
                                click -> attention(query, click, "semsr/key", "semsr/attention"))
                        .toArray();
        return terms(weights, clicks, "semsr/session_text");
    }

    /** What each click adds to the readout of the weighted sum and the last click. */
    private double[][] terms(double[] weights, double[][] clicks, String readout) {
        double[][] terms = new double[clicks.length][];
        for (int click = 0; click < clicks.length; click++) {
            double[] attended = clicks[click].clone();
            for (int i = 0; i < attended.length; i++) {
                attended[i] *= weights[click];
            }
            double[] last =
                    click == clicks.length - 1 ? clicks[click] : new double[attended.length];
            terms[click] = times(joined(attended, last), readout, shape.dimension());
        }
        return terms;
    }

    /** How long each term is along the sum of all, those against it left out, of sum 1. */
    private static double[] shares(double[][] terms) {
        double[] sum = sum(terms);
        double[] along = new double[terms.length];
        for (int click = 0; click < terms.length; click++) {
            for (int i = 0; i < sum.length; i++) {
                along[click] += terms[click][i] * sum[i];
            }
            along[click] = Math.max(0, along[click]);
        }
        return normalised(along);
    }

    private static double[] normalised(double... weights) {
        double sum = Arrays.stream(weights).sum();
        return Arrays.stream(weights).map(weight -> weight / sum).toArray();
    }

    private static double[] sum(double[][] terms) {
        return Arrays.stream(terms).reduce(Reference::plus).orElseThrow();
    }

    private double[] niser(int[] session, double[][] interaction) {
        return unit(sum(niserTerms(session, interaction)));
    }

    /** What each click adds to the session's vector. */
    private double[][] niserTerms(int[] session, double[][] interaction) {
        int width = shape.dimension();
        double[][] clicks = new double[session.length][];
        for (int i = 0; i < session.length; i++) {
            clicks[i] = withPosition(i, gated(session, session[i], interaction));
        }
        double[] last = clicks[clicks.length - 1];
        double[] query = plus(times(last, "niser/query", width), vector("niser/attention_bias"));
        double[] weights =
                Arrays.stream(clicks)
                        .mapToDouble(
                                click -> attention(query, click, "niser/key", "niser/attention"))
                        .toArray();
        return terms(weights, clicks, "niser/readout");
    }

    private double[] withPosition(int position, double[] click) {
        if (!shape.backbone().hasPositions()) {
            return click;
        }
        int from = position * shape.dimension();
        double[] table = vector("niser/positions");
        return plus(click, Arrays.copyOfRange(table, from, from + shape.dimension()));
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

    double[] vector(String name) {
        float[] values = weights.get(name);
        double[] result = new double[values.length];
        for (int i = 0; i < values.length; i++) {
            result[i] = values[i];
        }
        return result;
    }

    double[] times(double[] x, String name, int columns) {
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

    static double[] plus(double[] a, double[] b) {
        double[] result = new double[a.length];
        for (int i = 0; i < a.length; i++) {
            result[i] = a[i] + b[i];
        }
        return result;
    }

    private static double[] joined(double[] a, double[] b) {
        double[] result = Arrays.copyOf(a, a.length + b.length);
        System.arraycopy(b, 0, result, a.length, b.length);
        return result;
    }

    private static double sigmoid(double x) {
        return 1 / (1 + Math.exp(-x));
    }
}
