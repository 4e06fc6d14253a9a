package dev.semsr.model.export;

import dev.semsr.core.encoding.VectorTable;
import dev.semsr.model.network.AttendedSessions;
import dev.semsr.model.network.Dropout;
import dev.semsr.model.network.Network;
import dev.semsr.model.network.NetworkSettings;
import dev.semsr.model.network.Parameters;
import dev.semsr.model.network.Scoring;
import dev.semsr.model.network.SessionGraph;
import dev.semsr.model.network.TextPreparation;
import dev.semsr.model.network.Variables;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.Session;
import org.tensorflow.ndarray.index.Indices;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Assign;
import org.tensorflow.op.core.Squeeze;
import org.tensorflow.op.core.Stack;
import org.tensorflow.op.core.Variable;
import org.tensorflow.types.TBool;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * One network wired for serving. The item tables are variables, so that they stay on the device.
 *
 * <p>The vectors that sessions are compared with stand in columns: a matrix product with few
 * sessions then takes half the time.
 */
final class MemberGraph {

    static final String INTERACTION = "items/interaction";
    private static final String TEXT = "items/text";
    private static final String INDEX = "items/index";
    private static final String LENGTHS = "items/inverse_lengths";

    private final Ops tf;
    private final NetworkSettings shape;
    private final int capacity;
    private final boolean usesText;
    private final Variables variables;
    private final Parameters parameters;
    private final Network network;
    private final Variable<TFloat32> interaction;
    private final Variable<TFloat32> text;
    private final Variable<TFloat32> index;
    private final Variable<TFloat32> inverseLengths;
    private final Operand<TFloat32> mean;
    private final Operand<TFloat32> projection;

    /**
     * @param tf with a scope of its own, so that networks of one graph do not share names
     */
    MemberGraph(Ops tf, NetworkSettings shape, int capacity) {
        this.tf = tf;
        this.shape = shape;
        this.capacity = capacity;
        variables = new Variables(tf);
        parameters = new Parameters(variables);
        usesText = shape.variant().usesText();
        network = Network.of(tf, shape, parameters, Dropout.off());
        interaction = variables.add(INTERACTION, capacity, shape.dimension());
        index = variables.add(INDEX, shape.dimension() + 1, capacity);
        inverseLengths = variables.add(LENGTHS, capacity, 1);
        text = usesText ? variables.add(TEXT, capacity, shape.textWidth()) : null;
        mean = usesText ? variables.add(TextPreparation.MEAN, shape.rawTextWidth()) : null;
        projection =
                usesText
                        ? variables.add(
                                TextPreparation.PROJECTION, shape.rawTextWidth(), shape.textWidth())
                        : null;
    }

    /** Parameters of the network, its item tables apart; complete once it is wired. */
    Parameters parameters() {
        return parameters;
    }

    /**
     * Sessions as this network sees them.
     *
     * @param vectors [B, dimension]
     * @param query [B, dimension + 1] what items are compared with
     * @param attention [B, L] shares of the clicks; null if the network has no attention
     */
    record Asked(Operand<TFloat32> vectors, Operand<TFloat32> query, Operand<TFloat32> attention) {}

    Asked ask(Operand<TInt32> rows, SessionGraph graph) {
        AttendedSessions sessions =
                network.session(
                        graph, ofRows(interaction, rows), usesText ? ofRows(text, rows) : null);
        return new Asked(
                sessions.vectors(),
                Scoring.query(tf, sessions.vectors(), shape.scale()),
                sessions.attention());
    }

    /** [B, capacity] scores of all items. */
    Operand<TFloat32> scores(Asked asked) {
        return tf.linalg.matMul(asked.query(), index);
    }

    /** [n, dimension] the vectors that sessions are compared with, [n] rows. */
    Operand<TFloat32> vectorsOf(Operand<TInt32> rows) {
        Operand<TFloat32> columns = tf.gather(index, rows, tf.constant(1));
        Operand<TFloat32> vectors =
                tf.stridedSlice(columns, Indices.sliceTo(shape.dimension()), Indices.all());
        return tf.linalg.transpose(vectors, tf.constant(new int[] {1, 0}));
    }

    /** [B, n] scores of some items, [B, n] rows. */
    Operand<TFloat32> scoresOf(Asked asked, Operand<TInt32> items) {
        Operand<TFloat32> columns = tf.gather(index, items, tf.constant(1));
        return tf.linalg.einsum(List.of(asked.query(), columns), "bd,dbn->bn");
    }

    /**
     * [B, n] whether this network knows items, [B, n] rows. One without text knows those that were
     * clicked in training: the others have no interaction vector.
     */
    Operand<TBool> knows(Operand<TInt32> items) {
        Operand<TFloat32> vectors = ofRows(interaction, items);
        Operand<TFloat32> lengths = tf.sum(tf.math.abs(vectors), tf.constant(2));
        return tf.math.greater(lengths, tf.constant(0f));
    }

    boolean usesText() {
        return usesText;
    }

    /** Factor on the cosines of this network: as much as it can add to a score. */
    float scale() {
        return shape.scale();
    }

    /** [B, n] what text adds to the scores of some items, [B, n] rows. */
    Operand<TFloat32> fromText(Asked asked, Operand<TInt32> items) {
        Operand<TFloat32> query = tf.expandDims(network.textQuery(asked.vectors()), tf.constant(1));
        Operand<TFloat32> products =
                tf.sum(tf.math.mul(ofRows(text, items), query), tf.constant(2));
        Operand<TFloat32> lengths =
                tf.squeeze(ofRows(inverseLengths, items), Squeeze.axis(List.of(2L)));
        return tf.math.mul(tf.math.mul(products, lengths), tf.constant(shape.scale()));
    }

    /** Shows items with the vectors that stand in the tables. */
    List<Op> activate(Operand<TInt32> rows) {
        return show(rows, usesText ? ofRows(text, rows) : null);
    }

    /** Takes text vectors of items, [n, raw text width], and shows the items. */
    List<Op> upsert(Operand<TInt32> rows, Operand<TFloat32> vectors) {
        if (!usesText) {
            return show(rows, null);
        }
        Operand<TFloat32> prepared = TextPreparation.prepare(tf, vectors, mean, projection);
        List<Op> updates = new ArrayList<>(show(rows, prepared));
        updates.add(tf.scatterUpdate(text, rows, prepared));
        return updates;
    }

    /** Hides items. */
    List<Op> retire(Operand<TInt32> rows) {
        Operand<TInt32> count = tf.size(rows);
        Operand<TFloat32> nothing =
                tf.zeros(tf.stack(List.of(count, tf.constant(shape.dimension()))), TFloat32.class);
        Operand<TFloat32> hidden =
                tf.fill(tf.stack(List.of(count, tf.constant(1))), tf.constant(Scoring.HIDDEN));
        return List.of(setIndex(rows, tf.concat(List.of(nothing, hidden), tf.constant(1))));
    }

    /**
     * Adds hidden rows for items to come. The last row of the interaction table never belongs to a
     * trained item, so it holds the vector that new items begin with.
     *
     * @param rows scalar, how many rows there are
     * @param more scalar, how many to add
     */
    List<Op> grow(Operand<TInt32> rows, Operand<TInt32> more) {
        Operand<TInt32> one = tf.constant(1);
        Operand<TFloat32> last =
                ofRows(interaction, tf.expandDims(tf.math.sub(rows, one), tf.constant(0)));
        Operand<TFloat32> begun = tf.tile(last, tf.stack(List.of(more, one)));
        Operand<TFloat32> hidden =
                tf.concat(
                        List.of(
                                tf.zeros(
                                        tf.stack(List.of(tf.constant(shape.dimension()), more)),
                                        TFloat32.class),
                                tf.fill(tf.stack(List.of(one, more)), tf.constant(Scoring.HIDDEN))),
                        tf.constant(0));
        List<Op> updates = new ArrayList<>();
        updates.add(appended(tf, interaction, begun, 0));
        updates.add(appended(tf, index, hidden, 1));
        updates.add(appended(tf, inverseLengths, nothing(more, 1), 0));
        if (usesText) {
            updates.add(appended(tf, text, nothing(more, shape.textWidth()), 0));
        }
        return updates;
    }

    private Operand<TFloat32> nothing(Operand<TInt32> rows, int width) {
        return tf.zeros(tf.stack(List.of(rows, tf.constant(width))), TFloat32.class);
    }

    /** A table with more at its end; its shape is another from then on. */
    static Op appended(Ops tf, Variable<TFloat32> table, Operand<TFloat32> more, int axis) {
        return tf.assign(
                table,
                tf.concat(List.of(table, more), tf.constant(axis)),
                Assign.validateShape(false));
    }

    private List<Op> show(Operand<TInt32> rows, Operand<TFloat32> textOfRows) {
        Operand<TFloat32> items = Network.item(tf, network, ofRows(interaction, rows), textOfRows);
        Operand<TFloat32> shown =
                tf.fill(tf.stack(List.of(tf.size(rows), tf.constant(1))), tf.constant(0f));
        return List.of(
                setIndex(rows, Scoring.index(tf, items, shown)),
                tf.scatterUpdate(inverseLengths, rows, Scoring.inverseLengths(tf, items)));
    }

    /** Writes vectors [n, dimension + 1] into the columns of the index. */
    private Op setIndex(Operand<TInt32> rows, Operand<TFloat32> vectors) {
        Operand<TInt32> components =
                tf.range(tf.constant(0), tf.constant(shape.dimension() + 1), tf.constant(1));
        Operand<TInt32> grid = tf.shape(vectors);
        Operand<TInt32> places =
                tf.stack(
                        List.of(
                                tf.broadcastTo(components, grid),
                                tf.broadcastTo(tf.expandDims(rows, tf.constant(1)), grid)),
                        Stack.axis(2L));
        return tf.scatterNdUpdate(index, places, vectors);
    }

    private Operand<TFloat32> ofRows(Operand<TFloat32> table, Operand<TInt32> rows) {
        return tf.gather(table, rows, tf.constant(0));
    }

    /** Writes all tables; no item is shown yet. */
    void fill(Session session, ServingMember member) {
        for (String name : parameters.names()) {
            variables.write(session, name, member.weights().get(name));
        }
        variables.write(session, INTERACTION, widened(member.interaction(), member.cold()));
        variables.write(session, INDEX, hiddenIndex());
        variables.write(session, LENGTHS, new float[capacity]);
        if (usesText) {
            TextPreparation preparation = member.preparation();
            variables.write(session, TextPreparation.MEAN, preparation.mean());
            variables.write(session, TextPreparation.PROJECTION, preparation.projection());
            variables.write(session, TEXT, widened(preparation.apply(member.text()), null));
        }
    }

    private float[] widened(VectorTable table, float[] filling) {
        int width = table.width();
        float[] values = Arrays.copyOf(table.values(), capacity * width);
        if (filling != null) {
            for (int row = table.rows(); row < capacity; row++) {
                System.arraycopy(filling, 0, values, row * width, width);
            }
        }
        return values;
    }

    private float[] hiddenIndex() {
        int width = shape.dimension();
        float[] values = new float[capacity * (width + 1)];
        Arrays.fill(values, width * capacity, values.length, Scoring.HIDDEN);
        return values;
    }
}
