package dev.semsr.model.network;

import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.Output;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** One step of a gated graph network over the graphs of sessions (SR-GNN). */
final class GatedStep {

    private final Ops tf;
    private final Algebra algebra;
    private final Parameters parameters;
    private final String name;
    private final int width;

    /**
     * @param name prefix of its parameters
     * @param width of node vectors
     */
    GatedStep(Ops tf, Parameters parameters, String name, int width) {
        this.tf = tf;
        this.algebra = new Algebra(tf);
        this.parameters = parameters;
        this.name = name;
        this.width = width;
    }

    /**
     * The state of every click's node after the step.
     *
     * @param nodes [B, L, width] vectors of the clicks' nodes
     * @return [B, L, width]
     */
    Operand<TFloat32> apply(SessionGraph graph, Operand<TFloat32> nodes) {
        List<Output<TFloat32>> own = algebra.parts(map(nodes, "/nodes", width, 5 * width), 5);
        Operand<TFloat32> messages =
                algebra.concat(
                        2,
                        algebra.batchMatMul(graph.incoming(), own.get(0)),
                        algebra.batchMatMul(graph.outgoing(), own.get(1)));
        Operand<TFloat32> biased =
                tf.math.add(
                        messages,
                        parameters.get(name + "/messages_bias", Initial.UNIFORM, 2 * width));
        List<Output<TFloat32>> gates =
                algebra.parts(map(biased, "/gates", 2 * width, 3 * width), 3);
        Operand<TFloat32> reset = tf.math.sigmoid(tf.math.add(gates.get(0), own.get(2)));
        Operand<TFloat32> keep = tf.math.sigmoid(tf.math.add(gates.get(1), own.get(3)));
        Operand<TFloat32> fresh =
                tf.math.tanh(tf.math.add(gates.get(2), tf.math.mul(reset, own.get(4))));
        return tf.math.add(fresh, tf.math.mul(keep, tf.math.sub(nodes, fresh)));
    }

    private Operand<TFloat32> map(Operand<TFloat32> x, String part, int in, int out) {
        return algebra.map(
                x,
                parameters.get(name + part, Initial.UNIFORM, in, out),
                parameters.get(name + part + "_bias", Initial.UNIFORM, out),
                in,
                out);
    }
}
