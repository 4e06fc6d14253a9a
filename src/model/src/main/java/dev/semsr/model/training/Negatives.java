package dev.semsr.model.training;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.op.core.Sum;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * Items drawn for a step, with which all its targets are compared: a sampled softmax.
 *
 * <p>They are drawn evenly and without repetition among the clicked items, and stand for all
 * others: their scores are raised by the logarithm of how many each stands for (logQ correction of
 * an even draw), so that the sum of exponentials is right on average. With all items drawn it is
 * the full softmax. A target that is drawn too is no negative of its own.
 */
final class Negatives {

    private static final float OUT = -1e9f;

    private final Ops tf;
    private final int[] clicked;
    private final int count;
    private final Placeholder<TInt32> rows;

    /**
     * @param clicked which rows can be a target
     * @param count how many to draw; all, if there are fewer
     */
    Negatives(Ops tf, boolean[] clicked, int count) {
        this.tf = tf;
        this.clicked = IntStream.range(0, clicked.length).filter(row -> clicked[row]).toArray();
        this.count = Math.min(count, this.clicked.length);
        rows = tf.placeholder(TInt32.class, Placeholder.shape(Shape.of(this.count)));
    }

    int count() {
        return count;
    }

    /** [count] rows of the drawn items, to be fed. */
    Placeholder<TInt32> rows() {
        return rows;
    }

    /** The items of a step, by Floyd's method; they depend on seed and step alone. */
    int[] draw(long seed, long step) {
        SplittableRandom random = new SplittableRandom(seed * 0x9E3779B97F4A7C15L + step);
        Set<Integer> places = new HashSet<>();
        int[] drawn = new int[count];
        for (int i = 0; i < count; i++) {
            int last = clicked.length - count + i;
            int place = random.nextInt(last + 1);
            int chosen = places.add(place) ? place : last;
            places.add(chosen);
            drawn[i] = clicked[chosen];
        }
        Arrays.sort(drawn);
        return drawn;
    }

    /**
     * Scores that a softmax can be taken of.
     *
     * @param ofTargets [B]
     * @param ofDrawn [B, count]
     * @param targets [B] rows
     * @return [B, 1 + count], the target first
     */
    Operand<TFloat32> scores(
            Operand<TFloat32> ofTargets, Operand<TFloat32> ofDrawn, Operand<TInt32> targets) {
        Operand<TFloat32> hits =
                tf.dtypes.cast(
                        tf.math.equal(tf.expandDims(targets, tf.constant(1)), rows),
                        TFloat32.class);
        Operand<TFloat32> others =
                tf.math.sub(
                        tf.constant((float) count),
                        tf.sum(hits, tf.constant(1), Sum.keepDims(true)));
        Operand<TFloat32> standFor =
                tf.math.log(
                        tf.math.div(
                                tf.constant((float) (clicked.length - 1)),
                                tf.math.maximum(others, tf.constant(1f))));
        Operand<TFloat32> raised =
                tf.math.add(tf.math.add(ofDrawn, standFor), tf.math.mul(hits, tf.constant(OUT)));
        return tf.concat(
                java.util.List.of(tf.expandDims(ofTargets, tf.constant(1)), raised),
                tf.constant(1));
    }
}
