package dev.semsr.model.network;

import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Squeeze;
import org.tensorflow.types.TFloat32;

/**
 * SASRec: causal self-attention over the clicks; a session's vector is the state at its last click.
 * Item vectors enter with length 1, as scores take their direction only.
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
    public Operand<TFloat32> session(SessionGraph graph, Operand<TFloat32> vectors) {
        Operand<TFloat32> last = transformer.lastState(graph, algebra.normalise(vectors));
        return LayerNorm.apply(
                tf,
                parameters,
                "sasrec/norm",
                tf.squeeze(last, Squeeze.axis(List.of(1L))),
                settings.dimension());
    }
}
