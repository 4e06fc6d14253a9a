package dev.semsr.model.network;

import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.Output;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Unstack;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * GRU4Rec: a gated recurrent unit over the clicks; a session's vector is its state after the last.
 * Item vectors enter with length 1, as scores take their direction only. It has no attention.
 *
 * <p>Loops have no gradient here, so that the graph has one step for each click that is looked at
 * at most; those past the end of a session keep the state.
 */
final class Gru4Rec implements SessionEncoder {

    private final Ops tf;
    private final Algebra algebra;
    private final Parameters parameters;
    private final Dropout dropout;
    private final int width;
    private final int steps;

    Gru4Rec(Ops tf, NetworkSettings settings, Parameters parameters, Dropout dropout) {
        this.tf = tf;
        this.algebra = new Algebra(tf);
        this.parameters = parameters;
        this.dropout = dropout;
        this.width = settings.dimension();
        this.steps = settings.maxLength();
    }

    @Override
    public AttendedSessions session(SessionGraph graph, Operand<TFloat32> vectors) {
        Operand<TFloat32> scaled =
                tf.math.mul(
                        algebra.normalise(dropout.apply(vectors)),
                        tf.constant((float) Math.sqrt(width)));
        List<Output<TFloat32>> gates = stepwise(inputGates(scaled));
        List<Output<TFloat32>> clicked = stepwise(tf.expandDims(graph.clicks(), tf.constant(2)));
        Operand<TFloat32> state = tf.zerosLike(algebra.weightedSum(graph.last(), scaled));
        for (int step = 0; step < steps; step++) {
            Operand<TFloat32> next = next(state, gates.get(step));
            state = tf.math.add(state, tf.math.mul(clicked.get(step), tf.math.sub(next, state)));
        }
        return new AttendedSessions(state, null);
    }

    private Operand<TFloat32> inputGates(Operand<TFloat32> items) {
        return algebra.map(
                items,
                parameters.get("gru4rec/input", Initial.UNIFORM, width, 3 * width),
                parameters.get("gru4rec/input_bias", Initial.UNIFORM, 3 * width),
                width,
                3 * width);
    }

    /** The state after a click. */
    private Operand<TFloat32> next(Operand<TFloat32> state, Operand<TFloat32> input) {
        Operand<TFloat32> own =
                tf.math.add(
                        algebra.matMul(
                                state,
                                parameters.get("gru4rec/state", Initial.UNIFORM, width, 3 * width)),
                        parameters.get("gru4rec/state_bias", Initial.UNIFORM, 3 * width));
        List<Output<TFloat32>> fromState = thirds(own);
        List<Output<TFloat32>> fromInput = thirds(input);
        Operand<TFloat32> reset = tf.math.sigmoid(tf.math.add(fromInput.get(0), fromState.get(0)));
        Operand<TFloat32> keep = tf.math.sigmoid(tf.math.add(fromInput.get(1), fromState.get(1)));
        Operand<TFloat32> fresh =
                tf.math.tanh(tf.math.add(fromInput.get(2), tf.math.mul(reset, fromState.get(2))));
        return tf.math.add(fresh, tf.math.mul(keep, tf.math.sub(state, fresh)));
    }

    private List<Output<TFloat32>> thirds(Operand<TFloat32> x) {
        return tf.split(tf.constant(1), x, 3L).output();
    }

    /** [B, L, n] as one [B, n] for each step, zeros for those past L. */
    private List<Output<TFloat32>> stepwise(Operand<TFloat32> x) {
        Operand<TInt32> missing =
                tf.math.sub(
                        tf.constant(steps), tf.gather(tf.shape(x), tf.constant(1), tf.constant(0)));
        Operand<TInt32> zero = tf.constant(0);
        Operand<TInt32> padding =
                tf.reshape(
                        tf.stack(List.of(zero, zero, zero, missing, zero, zero)),
                        tf.constant(new int[] {3, 2}));
        Operand<TFloat32> padded = tf.pad(x, padding, tf.constant(0f));
        return tf.unstack(padded, (long) steps, Unstack.axis(1L)).output();
    }
}
