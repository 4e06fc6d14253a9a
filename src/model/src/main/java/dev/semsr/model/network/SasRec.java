package dev.semsr.model.network;

import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Squeeze;
import org.tensorflow.types.TFloat32;

/**
 * SASRec: causal self-attention over the clicks; a session's vector is the state at its last click.
 * Item vectors enter with length 1, as scores take their direction only. Its attention is that of
 * the last click in the last block.
 */
final class SasRec implements SessionEncoder {

    private final Ops tf;
    private final Algebra algebra;
    private final NetworkSettings settings;
    private final Parameters parameters;
    private final Transformer transformer;

    SasRec(Ops tf, NetworkSettings settings, Parameters parameters, Dropout dropout) {
        this.tf = tf;
        this.algebra = new Algebra(tf);
        this.settings = settings;
        this.parameters = parameters;
        this.transformer = new Transformer(tf, settings, parameters, dropout, "sasrec");
    }

    @Override
    public AttendedSessions session(SessionGraph graph, Operand<TFloat32> vectors) {
        TransformerBlock.Attended last = transformer.lastState(graph, algebra.normalise(vectors));
        return new AttendedSessions(
                LayerNorm.apply(
                        tf,
                        parameters,
                        "sasrec/norm",
                        withoutQueries(last.states()),
                        settings.dimension()),
                withoutQueries(last.weights()));
    }

    /** [B, 1, n] as [B, n]. */
    private Operand<TFloat32> withoutQueries(Operand<TFloat32> x) {
        return tf.squeeze(x, Squeeze.axis(List.of(1L)));
    }
}
