package dev.semsr.model.export;

import dev.semsr.model.artefact.ServingSignatures;
import dev.semsr.model.network.Dropout;
import dev.semsr.model.network.Network;
import dev.semsr.model.network.NetworkSettings;
import dev.semsr.model.network.Parameters;
import dev.semsr.model.network.Scoring;
import dev.semsr.model.network.SessionGraph;
import dev.semsr.model.network.TextPreparation;
import dev.semsr.model.network.Variables;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.tensorflow.Operand;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.Signature;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.op.core.Stack;
import org.tensorflow.op.core.Variable;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * A network wired for serving. The item tables are variables, so that they stay on the device; only
 * rows go in and only the best come out.
 *
 * <p>The vectors that sessions are compared with stand in columns: a matrix product with few
 * sessions then takes half the time.
 *
 * <p>The signatures are those of {@link ServingSignatures}. Rows are never read past the capacity;
 * a row that was never activated, or was retired, is never returned while there are active ones.
 */
final class ServingGraph {

    static final String INTERACTION = "items/interaction";
    static final String TEXT = "items/text";
    static final String INDEX = "items/index";
    static final String LENGTHS = "items/inverse_lengths";

    private static final int ACTIVATE_AT_ONCE = 10_000;

    private final Ops tf;
    private final NetworkSettings shape;
    private final int capacity;
    private final boolean usesText;
    private final Network network;
    private final Variable<TFloat32> interaction;
    private final Variable<TFloat32> text;
    private final Variable<TFloat32> index;
    private final Variable<TFloat32> inverseLengths;
    private final Operand<TFloat32> mean;
    private final Operand<TFloat32> projection;
    private Placeholder<TInt32> activatedRows;
    private Operand<TInt32> activatedCount;
    private final List<Signature> signatures = new ArrayList<>();

    ServingGraph(
            Ops tf,
            Variables variables,
            Parameters parameters,
            NetworkSettings shape,
            int capacity) {
        this.tf = tf;
        this.shape = shape;
        this.capacity = capacity;
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
        signatures.add(recommend());
        signatures.add(activate());
        signatures.add(retire());
        if (usesText) {
            signatures.add(upsert());
        }
    }

    List<Signature> signatures() {
        return signatures;
    }

    private Signature recommend() {
        Placeholder<TInt32> rows =
                tf.placeholder(TInt32.class, Placeholder.shape(Shape.of(-1, -1)));
        Placeholder<TInt32> lengths = tf.placeholder(TInt32.class, Placeholder.shape(Shape.of(-1)));
        Placeholder<TInt32> k = tf.placeholder(TInt32.class, Placeholder.shape(Shape.scalar()));
        Operand<TFloat32> sessions =
                network.session(
                        SessionGraph.of(tf, rows, lengths),
                        ofRows(interaction, rows),
                        usesText ? ofRows(text, rows) : null);
        Operand<TFloat32> all = tf.linalg.matMul(Scoring.query(tf, sessions, shape.scale()), index);
        BlockwiseTopK best = BlockwiseTopK.of(tf, all, k, capacity, ServingTables.BLOCK);
        Signature.Builder signature =
                Signature.builder(ServingSignatures.RECOMMEND)
                        .input(ServingSignatures.ROWS, rows)
                        .input(ServingSignatures.LENGTHS, lengths)
                        .input(ServingSignatures.K, k)
                        .output(ServingSignatures.ITEMS, best.rows())
                        .output(ServingSignatures.SCORES, best.scores());
        if (usesText) {
            signature.output(ServingSignatures.TEXT_SHARES, textShares(sessions, best));
        }
        return signature.build();
    }

    /** [B, k] share of text in the absolute parts of each score. */
    private Operand<TFloat32> textShares(Operand<TFloat32> sessions, BlockwiseTopK best) {
        Operand<TFloat32> query = tf.expandDims(network.textQuery(sessions), tf.constant(1));
        Operand<TFloat32> products =
                tf.sum(tf.math.mul(ofRows(text, best.rows()), query), tf.constant(2));
        Operand<TFloat32> lengths =
                tf.squeeze(
                        ofRows(inverseLengths, best.rows()),
                        org.tensorflow.op.core.Squeeze.axis(List.of(2L)));
        Operand<TFloat32> fromText =
                tf.math.mul(tf.math.mul(products, lengths), tf.constant(shape.scale()));
        Operand<TFloat32> weight = tf.math.abs(fromText);
        Operand<TFloat32> rest = tf.math.abs(tf.math.sub(best.scores(), fromText));
        return tf.math.divNoNan(weight, tf.math.add(weight, rest));
    }

    /** Activates the first rows in a session, before the export. */
    void activate(Session session, int rows) {
        for (int from = 0; from < rows; from += ACTIVATE_AT_ONCE) {
            int to = Math.min(rows, from + ACTIVATE_AT_ONCE);
            try (TInt32 tensor = TInt32.vectorOf(IntStream.range(from, to).toArray());
                    Result done =
                            session.runner()
                                    .feed(activatedRows, tensor)
                                    .fetch(activatedCount)
                                    .run()) {
                done.size();
            }
        }
    }

    private Signature activate() {
        Placeholder<TInt32> rows = rowsInput();
        Operand<TInt32> done = setItems(rows, usesText ? ofRows(text, rows) : null, List.of());
        activatedRows = rows;
        activatedCount = done;
        return Signature.builder(ServingSignatures.ACTIVATE)
                .input(ServingSignatures.ROWS, rows)
                .output(ServingSignatures.COUNT, done)
                .build();
    }

    private Signature upsert() {
        Placeholder<TInt32> rows = rowsInput();
        Placeholder<TFloat32> vectors =
                tf.placeholder(
                        TFloat32.class, Placeholder.shape(Shape.of(-1, shape.rawTextWidth())));
        Operand<TFloat32> prepared = TextPreparation.prepare(tf, vectors, mean, projection);
        Operand<TInt32> done =
                setItems(rows, prepared, List.of(tf.scatterUpdate(text, rows, prepared)));
        return Signature.builder(ServingSignatures.UPSERT)
                .input(ServingSignatures.ROWS, rows)
                .input(ServingSignatures.VECTORS, vectors)
                .output(ServingSignatures.COUNT, done)
                .build();
    }

    private Signature retire() {
        Placeholder<TInt32> rows = rowsInput();
        Operand<TInt32> count = tf.size(rows);
        Operand<TFloat32> nothing =
                tf.zeros(tf.stack(List.of(count, tf.constant(shape.dimension()))), TFloat32.class);
        Operand<TFloat32> hidden =
                tf.fill(tf.stack(List.of(count, tf.constant(1))), tf.constant(Scoring.HIDDEN));
        Op update = setIndex(rows, tf.concat(List.of(nothing, hidden), tf.constant(1)));
        return Signature.builder(ServingSignatures.RETIRE)
                .input(ServingSignatures.ROWS, rows)
                .output(ServingSignatures.COUNT, after(List.of(update), count))
                .build();
    }

    private Operand<TInt32> setItems(
            Operand<TInt32> rows, Operand<TFloat32> textOfRows, List<Op> others) {
        Operand<TFloat32> items = Network.item(tf, network, ofRows(interaction, rows), textOfRows);
        Operand<TInt32> count = tf.size(rows);
        Operand<TFloat32> shown =
                tf.fill(tf.stack(List.of(count, tf.constant(1))), tf.constant(0f));
        List<Op> updates = new ArrayList<>(others);
        updates.add(setIndex(rows, Scoring.index(tf, items, shown)));
        updates.add(tf.scatterUpdate(inverseLengths, rows, Scoring.inverseLengths(tf, items)));
        return after(updates, count);
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

    private Operand<TInt32> after(List<Op> updates, Operand<TInt32> count) {
        return tf.withControlDependencies(updates).identity(count);
    }

    private Placeholder<TInt32> rowsInput() {
        return tf.placeholder(TInt32.class, Placeholder.shape(Shape.of(-1)));
    }

    private Operand<TFloat32> ofRows(Operand<TFloat32> table, Operand<TInt32> rows) {
        return tf.gather(table, rows, tf.constant(0));
    }
}
