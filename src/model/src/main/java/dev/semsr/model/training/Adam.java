package dev.semsr.model.training;

import dev.semsr.model.network.Variables;
import java.util.ArrayList;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt64;

/** Adam with weight decay added to the gradient; its two moments are variables too. */
final class Adam {

    private static final String FIRST = "adam/first/";
    private static final String SECOND = "adam/second/";
    private static final float BETA1 = 0.9f;
    private static final float BETA2 = 0.999f;
    private static final float EPSILON = 1e-8f;

    private final Ops tf;
    private final Variables variables;
    private final Placeholder<TFloat32> rate;
    private final List<String> slots = new ArrayList<>();

    Adam(Ops tf, Variables variables) {
        this.tf = tf;
        this.variables = variables;
        this.rate = tf.placeholder(TFloat32.class);
    }

    /** The learning rate, a scalar to be fed. */
    Placeholder<TFloat32> rate() {
        return rate;
    }

    /** Names of the moments: what a checkpoint must hold beside the parameters. */
    List<String> slots() {
        return slots;
    }

    /**
     * Wires one step. No parameter changes before all gradients are there: gradients read the very
     * memory that the step writes to.
     *
     * @param names parameters, each with its gradient
     * @param step number of the step, from 0
     */
    List<Op> step(
            List<String> names, List<Operand<TFloat32>> gradients, Operand<TInt64> step, float l2) {
        Ops after = tf.withControlDependencies(List.copyOf(gradients));
        Operand<TFloat32> count =
                tf.dtypes.cast(tf.math.add(step, tf.constant(1L)), TFloat32.class);
        Operand<TFloat32> power1 = tf.math.pow(tf.constant(BETA1), count);
        Operand<TFloat32> power2 = tf.math.pow(tf.constant(BETA2), count);
        List<Op> updates = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            String name = names.get(i);
            Operand<TFloat32> parameter = variables.get(name);
            Operand<TFloat32> decayed =
                    l2 == 0
                            ? gradients.get(i)
                            : after.math.add(
                                    gradients.get(i),
                                    after.math.mul(parameter, after.constant(l2)));
            updates.add(
                    after.train.applyAdam(
                            parameter,
                            slot(FIRST, name),
                            slot(SECOND, name),
                            power1,
                            power2,
                            rate,
                            tf.constant(BETA1),
                            tf.constant(BETA2),
                            tf.constant(EPSILON),
                            decayed));
        }
        return updates;
    }

    private Operand<TFloat32> slot(String kind, String name) {
        slots.add(kind + name);
        return variables.addLike(kind + name, name);
    }
}
