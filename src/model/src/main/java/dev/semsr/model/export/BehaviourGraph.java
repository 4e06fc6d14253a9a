package dev.semsr.model.export;

import dev.semsr.model.network.Variables;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.Session;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Gather;
import org.tensorflow.op.core.Variable;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * Adds to scores what {@link BehaviourTerms} tells, each term by a weight: what often follows,
 * items in favour of late, and the session's own items.
 */
final class BehaviourGraph {

    private static final String TREND = "behaviour/trend";

    private final Ops tf;
    private final int capacity;
    private final float repeat;
    private final CoVisitGraph coVisits;
    private final Variables variables;
    private final Variable<TFloat32> trend;

    /**
     * @param capacity rows of the scores
     */
    BehaviourGraph(Ops tf, int capacity, BehaviourTerms terms) {
        this.tf = tf;
        this.capacity = capacity;
        repeat = terms.repeat();
        coVisits =
                terms.coVisits() == null
                        ? null
                        : new CoVisitGraph(tf, capacity, terms.coVisits().width());
        variables = new Variables(tf);
        trend = terms.trend() == null ? null : variables.add(TREND, capacity);
    }

    /** Weights of the terms, each a scalar. */
    record Weights(Operand<TFloat32> coVisits, Operand<TFloat32> trend, Operand<TFloat32> repeat) {}

    /** Adds each term as it stands in the tables. */
    Operand<TFloat32> add(Operand<TFloat32> scores, Operand<TInt32> rows, Operand<TInt32> lengths) {
        Operand<TFloat32> one = tf.constant(1f);
        return add(scores, rows, lengths, new Weights(one, one, one));
    }

    /**
     * Adds the terms.
     *
     * @param scores [B, capacity]
     * @param rows [B, L] of the clicked items
     * @param lengths [B]
     * @return [B, capacity]
     */
    Operand<TFloat32> add(
            Operand<TFloat32> scores,
            Operand<TInt32> rows,
            Operand<TInt32> lengths,
            Weights weights) {
        Operand<TFloat32> all = scores;
        if (coVisits != null) {
            all = coVisits.add(all, rows, lengths, weights.coVisits());
        }
        if (trend != null) {
            all = tf.math.add(all, tf.math.mul(trend, weights.trend()));
        }
        return repeat == 0 ? all : repeated(all, rows, lengths, weights.repeat());
    }

    /**
     * Every place of a session's items is written once or with the same value: padding repeats the
     * first click, and so does an item that was clicked twice.
     */
    private Operand<TFloat32> repeated(
            Operand<TFloat32> scores,
            Operand<TInt32> rows,
            Operand<TInt32> lengths,
            Operand<TFloat32> weight) {
        Operand<TInt32> width = tf.gather(tf.shape(rows), tf.constant(1), tf.constant(0));
        Operand<TInt32> positions = tf.range(tf.constant(0), width, tf.constant(1));
        Operand<TInt32> clicked =
                tf.select(
                        tf.math.less(positions, tf.expandDims(lengths, tf.constant(1))),
                        tf.math.add(positions, tf.zerosLike(rows)),
                        tf.zerosLike(rows));
        Operand<TInt32> items = tf.gather(rows, clicked, tf.constant(1), Gather.batchDims(1L));
        Operand<TFloat32> before = tf.gather(scores, items, tf.constant(1), Gather.batchDims(1L));
        Operand<TFloat32> after = tf.math.add(before, tf.math.mul(weight, tf.constant(repeat)));
        return tf.tensorScatterNdUpdate(scores, Places.ofEachSession(tf, items), after);
    }

    /** Adds rows for items to come: nothing is known of them. */
    List<Op> grow(Operand<TInt32> more) {
        List<Op> updates = new ArrayList<>();
        if (coVisits != null) {
            updates.addAll(coVisits.grow(more));
        }
        if (trend != null) {
            Operand<TFloat32> nothing = tf.zeros(tf.stack(List.of(more)), TFloat32.class);
            updates.add(MemberGraph.appended(tf, trend, nothing, 0));
        }
        return updates;
    }

    /** Writes the tables; nothing is known of items to come. */
    void fill(Session session, BehaviourTerms terms) {
        if (coVisits != null) {
            coVisits.fill(session, terms.coVisits());
        }
        if (trend != null) {
            variables.write(session, TREND, Arrays.copyOf(terms.trend(), capacity));
        }
    }
}
