package dev.semsr.model.export;

import dev.semsr.model.artefact.ServingSignatures;
import dev.semsr.model.network.SessionGraph;
import dev.semsr.model.network.Variables;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.tensorflow.Operand;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.Signature;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.op.core.Variable;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * A model wired for serving: only rows go in and only the best come out.
 *
 * <p>The signatures are those of {@link ServingSignatures}. Rows are never read past the capacity,
 * which grows by {@code grow}; a row that was never activated, or was retired, is never returned
 * while there are active ones.
 */
final class ServingGraph {

    private static final int ACTIVATE_AT_ONCE = 10_000;
    private static final String CAPACITY = "items/capacity";

    private final Ops tf;
    private final ServingTables tables;
    private final List<MemberGraph> members = new ArrayList<>();
    private final BehaviourGraph behaviour;
    private final Variables variables;
    private final Variable<TFloat32> capacity;
    private Placeholder<TInt32> activatedRows;
    private Operand<TInt32> activatedCount;
    private final List<Signature> signatures = new ArrayList<>();

    ServingGraph(Ops tf, ServingTables tables) {
        this.tf = tf;
        this.tables = tables;
        for (ServingMember member : tables.members()) {
            Ops scope = tf.withSubScope(scope(members.size()));
            members.add(new MemberGraph(scope, member.shape(), tables.capacity()));
        }
        behaviour = new BehaviourGraph(tf, tables.capacity(), tables.terms());
        variables = new Variables(tf.withSubScope("rows"));
        capacity = variables.add(CAPACITY, 1);
        signatures.addAll(ofSessions());
        signatures.add(activate());
        signatures.add(retire());
        signatures.add(itemVectors());
        if (tables.rawTextWidth() > 0) {
            signatures.add(upsert());
            signatures.add(grow());
        }
    }

    /** Name before those of all operations of a network. */
    static String scope(int network) {
        return "member" + network;
    }

    List<MemberGraph> members() {
        return members;
    }

    /** What is added to a sum of scores. */
    BehaviourGraph behaviour() {
        return behaviour;
    }

    List<Signature> signatures() {
        return signatures;
    }

    /** Writes all tables and shows the trained items. */
    void fill(Session session) {
        for (int i = 0; i < members.size(); i++) {
            members.get(i).fill(session, tables.members().get(i));
        }
        behaviour.fill(session, tables.terms());
        variables.write(session, CAPACITY, new float[] {tables.capacity()});
        activate(session, tables.items());
    }

    private void activate(Session session, int rows) {
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

    /** Signatures of sessions: both are of one graph, of which a call runs what it asks for. */
    private List<Signature> ofSessions() {
        Placeholder<TInt32> rows =
                tf.placeholder(TInt32.class, Placeholder.shape(Shape.of(-1, -1)));
        Placeholder<TInt32> lengths = tf.placeholder(TInt32.class, Placeholder.shape(Shape.of(-1)));
        Placeholder<TInt32> k = tf.placeholder(TInt32.class, Placeholder.shape(Shape.scalar()));
        CombinedScores scores =
                new CombinedScores(
                        tf,
                        tables,
                        members,
                        behaviour,
                        rows,
                        lengths,
                        SessionGraph.of(tf, rows, lengths),
                        rowCount());
        Signature recommend = recommend(rows, lengths, k, scores);
        Operand<TFloat32> attention = scores.attention();
        return attention == null
                ? List.of(recommend)
                : List.of(recommend, attention(rows, lengths, attention));
    }

    private Signature recommend(
            Placeholder<TInt32> rows,
            Placeholder<TInt32> lengths,
            Placeholder<TInt32> k,
            CombinedScores scores) {
        BlockwiseTopK best = scores.best(k);
        Signature.Builder signature =
                Signature.builder(ServingSignatures.RECOMMEND)
                        .input(ServingSignatures.ROWS, rows)
                        .input(ServingSignatures.LENGTHS, lengths)
                        .input(ServingSignatures.K, k)
                        .output(ServingSignatures.ITEMS, best.rows())
                        .output(ServingSignatures.SCORES, best.scores());
        if (tables.rawTextWidth() > 0) {
            signature.output(ServingSignatures.TEXT_SHARES, scores.textShares(best));
        }
        return signature.build();
    }

    private static Signature attention(
            Placeholder<TInt32> rows, Placeholder<TInt32> lengths, Operand<TFloat32> attention) {
        return Signature.builder(ServingSignatures.ATTENTION)
                .input(ServingSignatures.ROWS, rows)
                .input(ServingSignatures.LENGTHS, lengths)
                .output(ServingSignatures.WEIGHTS, attention)
                .build();
    }

    private Signature activate() {
        Placeholder<TInt32> rows = rowsInput();
        activatedRows = rows;
        activatedCount = afterAll(rows, member -> member.activate(rows));
        return Signature.builder(ServingSignatures.ACTIVATE)
                .input(ServingSignatures.ROWS, rows)
                .output(ServingSignatures.COUNT, activatedCount)
                .build();
    }

    private Signature upsert() {
        Placeholder<TInt32> rows = rowsInput();
        Placeholder<TFloat32> vectors =
                tf.placeholder(
                        TFloat32.class, Placeholder.shape(Shape.of(-1, tables.rawTextWidth())));
        return Signature.builder(ServingSignatures.UPSERT)
                .input(ServingSignatures.ROWS, rows)
                .input(ServingSignatures.VECTORS, vectors)
                .output(
                        ServingSignatures.COUNT,
                        afterAll(rows, member -> member.upsert(rows, vectors)))
                .build();
    }

    private Signature grow() {
        Placeholder<TInt32> more = tf.placeholder(TInt32.class, Placeholder.shape(Shape.scalar()));
        Operand<TInt32> rows = rowCount();
        List<Op> updates = new ArrayList<>();
        members.forEach(member -> updates.addAll(member.grow(rows, more)));
        updates.addAll(behaviour.grow(more));
        Operand<TFloat32> added =
                tf.expandDims(tf.dtypes.cast(more, TFloat32.class), tf.constant(0));
        Operand<TFloat32> now = tf.withControlDependencies(updates).assignAdd(capacity, added);
        return Signature.builder(ServingSignatures.GROW)
                .input(ServingSignatures.MORE, more)
                .output(ServingSignatures.COUNT, tf.dtypes.cast(now, TInt32.class))
                .build();
    }

    /**
     * How many rows there are now. A variable, not the shape of a table: that is taken for constant
     * where the model is loaded.
     */
    private Operand<TInt32> rowCount() {
        return tf.squeeze(tf.dtypes.cast(capacity, TInt32.class));
    }

    private Signature retire() {
        Placeholder<TInt32> rows = rowsInput();
        return Signature.builder(ServingSignatures.RETIRE)
                .input(ServingSignatures.ROWS, rows)
                .output(ServingSignatures.COUNT, afterAll(rows, member -> member.retire(rows)))
                .build();
    }

    private Signature itemVectors() {
        Placeholder<TInt32> rows = rowsInput();
        List<Operand<TFloat32>> parts =
                members.stream().map(member -> member.vectorsOf(rows)).toList();
        return Signature.builder(ServingSignatures.ITEM_VECTORS)
                .input(ServingSignatures.ROWS, rows)
                .output(
                        ServingSignatures.VECTORS,
                        parts.size() == 1 ? parts.get(0) : tf.concat(parts, tf.constant(1)))
                .build();
    }

    /** The number of rows, once all networks have changed theirs. */
    private Operand<TInt32> afterAll(Operand<TInt32> rows, Function<MemberGraph, List<Op>> change) {
        List<Op> updates = members.stream().flatMap(m -> change.apply(m).stream()).toList();
        return tf.withControlDependencies(updates).identity(tf.size(rows));
    }

    private Placeholder<TInt32> rowsInput() {
        return tf.placeholder(TInt32.class, Placeholder.shape(Shape.of(-1)));
    }
}
