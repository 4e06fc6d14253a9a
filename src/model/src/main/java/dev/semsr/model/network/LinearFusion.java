package dev.semsr.model.network;

import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** Both parts through a linear map of their own, and a bias. */
final class LinearFusion implements ItemFusion {

    private final Ops tf;
    private final Algebra algebra;
    private final NetworkSettings settings;
    private final Parameters parameters;

    LinearFusion(Ops tf, NetworkSettings settings, Parameters parameters) {
        this.tf = tf;
        this.algebra = new Algebra(tf);
        this.settings = settings;
        this.parameters = parameters;
    }

    @Override
    public Operand<TFloat32> fromBehaviour(Operand<TFloat32> interaction) {
        int width = settings.dimension();
        return tf.math.add(
                algebra.matMul(
                        interaction,
                        parameters.get(
                                "consistent/item_behaviour", Initial.IDENTITY, width, width)),
                parameters.get("consistent/item_bias", Initial.ZERO, width));
    }

    @Override
    public Operand<TFloat32> fromText(Operand<TFloat32> text) {
        return algebra.matMul(text, textWeights());
    }

    @Override
    public Operand<TFloat32> textQuery(Operand<TFloat32> sessions) {
        return algebra.matMulTransposed(sessions, textWeights());
    }

    private Operand<TFloat32> textWeights() {
        return parameters.get(
                "consistent/item_text",
                Initial.UNIFORM,
                settings.textWidth(),
                settings.dimension());
    }
}
