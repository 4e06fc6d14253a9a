package dev.semsr.model.network;

import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * CORE without self-attention: a session's vector is the sum of the vectors of its clicked items,
 * all with the same weight. It has no parameters and does not see the order of clicks.
 */
final class CoreAverage implements SessionEncoder {

    private final Algebra algebra;
    private final Dropout dropout;

    CoreAverage(Ops tf, Dropout dropout) {
        this.algebra = new Algebra(tf);
        this.dropout = dropout;
    }

    @Override
    public AttendedSessions session(SessionGraph graph, Operand<TFloat32> vectors) {
        return new AttendedSessions(
                algebra.weightedSum(graph.clicks(), algebra.normalise(dropout.apply(vectors))),
                new ClickShares(algebra.tf()).of(graph.clicks()));
    }
}
