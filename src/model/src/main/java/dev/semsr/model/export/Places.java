package dev.semsr.model.export;

import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Stack;
import org.tensorflow.types.TInt32;

/** Places in a matrix of scores, as scatter operations take them. */
final class Places {

    private Places() {}

    /** [B, n, 2] session and item of [B, n] rows of items. */
    static Operand<TInt32> ofEachSession(Ops tf, Operand<TInt32> items) {
        Operand<TInt32> grid = tf.shape(items);
        Operand<TInt32> sessions =
                tf.range(
                        tf.constant(0),
                        tf.gather(grid, tf.constant(0), tf.constant(0)),
                        tf.constant(1));
        return tf.stack(
                List.of(tf.broadcastTo(tf.expandDims(sessions, tf.constant(1)), grid), items),
                Stack.axis(2L));
    }
}
