package dev.semsr.model.export;

import dev.semsr.model.network.Variables;
import java.util.Arrays;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.Session;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Gather;
import org.tensorflow.op.core.Stack;
import org.tensorflow.op.core.Variable;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/** Raises the scores of what is often visited after the last clicks of a session. */
final class CoVisitGraph {

    /** How many of the last clicks count, each older one by 1 / age. */
    private static final int CLICKS = 3;

    private static final String FOLLOWERS = "co_visits/followers";
    private static final String STRENGTHS = "co_visits/strengths";

    private final Ops tf;
    private final int capacity;
    private final int width;
    private final Variables variables;
    private final Variable<TFloat32> followers;
    private final Variable<TFloat32> strengths;

    CoVisitGraph(Ops tf, int capacity, int width) {
        this.tf = tf;
        this.capacity = capacity;
        this.width = width;
        variables = new Variables(tf);
        followers = variables.add(FOLLOWERS, capacity, width);
        strengths = variables.add(STRENGTHS, capacity, width);
    }

    /**
     * Adds to scores.
     *
     * @param scores [B, capacity]
     * @param rows [B, L] of the clicked items
     * @param lengths [B]
     * @param weight scalar, of the strengths
     * @return [B, capacity]
     */
    Operand<TFloat32> add(
            Operand<TFloat32> scores,
            Operand<TInt32> rows,
            Operand<TInt32> lengths,
            Operand<TFloat32> weight) {
        Operand<TFloat32> raised = scores;
        for (int age = 1; age <= CLICKS; age++) {
            Operand<TFloat32> ofAge = tf.math.div(weight, tf.constant((float) age));
            raised = addAt(raised, rows, tf.math.sub(lengths, tf.constant(age)), ofAge);
        }
        return raised;
    }

    private Operand<TFloat32> addAt(
            Operand<TFloat32> scores,
            Operand<TInt32> rows,
            Operand<TInt32> place,
            Operand<TFloat32> weight) {
        Operand<TInt32> item =
                tf.gather(
                        rows,
                        tf.math.maximum(place, tf.constant(0)),
                        tf.constant(1),
                        Gather.batchDims(1L));
        Operand<TFloat32> isThere =
                tf.dtypes.cast(tf.math.greaterEqual(place, tf.constant(0)), TFloat32.class);
        Operand<TFloat32> strengths =
                tf.math.mul(
                        ofRows(STRENGTHS, item),
                        tf.expandDims(tf.math.mul(isThere, weight), tf.constant(1)));
        Operand<TInt32> followers = tf.dtypes.cast(ofRows(FOLLOWERS, item), TInt32.class);
        return tf.tensorScatterNdAdd(scores, places(followers), strengths);
    }

    /** [B, width, 2] places in the scores. */
    private Operand<TInt32> places(Operand<TInt32> followers) {
        Operand<TInt32> grid = tf.shape(followers);
        Operand<TInt32> sessions =
                tf.range(
                        tf.constant(0),
                        tf.gather(grid, tf.constant(0), tf.constant(0)),
                        tf.constant(1));
        return tf.stack(
                List.of(tf.broadcastTo(tf.expandDims(sessions, tf.constant(1)), grid), followers),
                Stack.axis(2L));
    }

    private Operand<TFloat32> ofRows(String name, Operand<TInt32> rows) {
        return tf.gather(variables.get(name), rows, tf.constant(0));
    }

    /** Adds rows without followers. */
    List<Op> grow(Operand<TInt32> more) {
        Operand<TFloat32> nothing =
                tf.zeros(tf.stack(List.of(more, tf.constant(width))), TFloat32.class);
        return List.of(
                MemberGraph.appended(tf, followers, nothing, 0),
                MemberGraph.appended(tf, strengths, nothing, 0));
    }

    /** Writes the table; items to come have no followers. */
    void fill(Session session, CoVisitTable table) {
        int size = capacity * width;
        float[] followers = new float[size];
        for (int i = 0; i < table.followers().length; i++) {
            followers[i] = table.followers()[i];
        }
        variables.write(session, FOLLOWERS, followers);
        variables.write(session, STRENGTHS, Arrays.copyOf(table.strengths(), size));
    }
}
