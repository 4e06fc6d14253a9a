package dev.semsr.model.export;

import dev.semsr.model.network.Variables;
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
import org.tensorflow.types.family.TType;

/** Raises the scores of what is often visited after the last clicks of a session. */
final class CoVisitGraph {

    /** How many of the last clicks count, each older one by 1 / age. */
    private static final int CLICKS = 10;

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
        Operand<TInt32> ages = tf.range(tf.constant(1), tf.constant(CLICKS + 1), tf.constant(1));
        Operand<TInt32> places = tf.math.sub(tf.expandDims(lengths, tf.constant(1)), ages);
        Operand<TInt32> items =
                tf.gather(
                        rows,
                        tf.math.maximum(places, tf.constant(0)),
                        tf.constant(1),
                        Gather.batchDims(1L));
        Operand<TFloat32> areThere =
                tf.dtypes.cast(tf.math.greaterEqual(places, tf.constant(0)), TFloat32.class);
        Operand<TFloat32> ofAges =
                tf.math.mul(areThere, tf.math.div(weight, tf.dtypes.cast(ages, TFloat32.class)));
        Operand<TFloat32> raises =
                tf.math.mul(ofRows(STRENGTHS, items), tf.expandDims(ofAges, tf.constant(2)));
        Operand<TInt32> raised = tf.dtypes.cast(ofRows(FOLLOWERS, items), TInt32.class);
        return tf.tensorScatterNdAdd(scores, Places.ofEachSession(tf, flat(raised)), flat(raises));
    }

    /** [B, CLICKS, width] as [B, CLICKS * width]. */
    private <T extends TType> Operand<T> flat(Operand<T> x) {
        return tf.reshape(x, tf.constant(new int[] {-1, CLICKS * width}));
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
