package dev.semsr.model.export;

import dev.semsr.model.device.NativeWork;
import dev.semsr.model.device.SessionConfig;
import dev.semsr.model.device.TensorFlowNatives;
import dev.semsr.model.network.SessionGraph;
import java.util.ArrayList;
import java.util.List;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Gather;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * Ranks of known next items under a weighted sum of networks and terms of behaviour, for any
 * weights: what weights are chosen by.
 */
public final class SumRanks implements AutoCloseable {

    private final Graph graph = new Graph();
    private final Placeholder<TInt32> rows;
    private final Placeholder<TInt32> lengths;
    private final Placeholder<TInt32> targets;
    private final Placeholder<TFloat32> weights;
    private final Operand<TInt32> ranks;
    private final Session session;

    /**
     * Wires the networks of the tables.
     *
     * @param tables with the terms of behaviour at weight 1, or without them
     */
    public SumRanks(ServingTables tables) {
        TensorFlowNatives.load();
        Ops tf = Ops.create(graph);
        rows = tf.placeholder(TInt32.class, Placeholder.shape(Shape.of(-1, -1)));
        lengths = tf.placeholder(TInt32.class, Placeholder.shape(Shape.of(-1)));
        targets = tf.placeholder(TInt32.class, Placeholder.shape(Shape.of(-1)));
        weights = tf.placeholder(TFloat32.class, Placeholder.shape(Shape.of(-1)));
        ServingGraph serving = new ServingGraph(tf, tables);
        ranks = ranks(tf, serving);
        session = new Session(graph, SessionConfig.defaults());
        serving.fill(session);
    }

    private Operand<TInt32> ranks(Ops tf, ServingGraph serving) {
        SessionGraph clicks = SessionGraph.of(tf, rows, lengths);
        Operand<TFloat32> all = null;
        int next = 0;
        for (MemberGraph member : serving.members()) {
            Operand<TFloat32> scores =
                    tf.math.mul(member.scores(member.ask(rows, clicks)), weight(tf, next++));
            all = all == null ? scores : tf.math.add(all, scores);
        }
        all =
                serving.behaviour()
                        .add(
                                all,
                                rows,
                                lengths,
                                new BehaviourGraph.Weights(
                                        weight(tf, next),
                                        weight(tf, next + 1),
                                        weight(tf, next + 2)));
        Operand<TFloat32> ofTargets =
                tf.gather(
                        all,
                        tf.expandDims(targets, tf.constant(1)),
                        tf.constant(1),
                        Gather.batchDims(1L));
        return tf.sum(
                tf.dtypes.cast(tf.math.greaterEqual(all, ofTargets), TInt32.class), tf.constant(1));
    }

    private Operand<TFloat32> weight(Ops tf, int place) {
        return tf.gather(weights, tf.constant(place), tf.constant(0));
    }

    /**
     * The rank of each next item, 1 for the best; ties count against it.
     *
     * @param given one weight a network, then those of co-visits, trend and repeats, whether or not
     *     the tables have them
     */
    public List<Integer> ranks(SumQuestions questions, List<Float> given) {
        float[] values = new float[given.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = given.get(i);
        }
        int count = questions.targets().length;
        try (TInt32 rowTensor = tensor(questions.rows(), count, questions.width());
                TInt32 lengthTensor = tensor(questions.lengths(), count);
                TInt32 targetTensor = tensor(questions.targets(), count);
                TFloat32 weightTensor = TFloat32.vectorOf(values);
                Result result =
                        NativeWork.call(
                                session.runner()
                                                .feed(rows, rowTensor)
                                                .feed(lengths, lengthTensor)
                                                .feed(targets, targetTensor)
                                                .feed(weights, weightTensor)
                                                .fetch(ranks)
                                        ::run)) {
            int[] found = new int[count];
            result.get(0).asRawTensor().data().asInts().read(found);
            List<Integer> list = new ArrayList<>();
            for (int rank : found) {
                list.add(rank);
            }
            return list;
        }
    }

    private static TInt32 tensor(int[] values, long... shape) {
        return TInt32.tensorOf(Shape.of(shape), DataBuffers.of(values, true, false));
    }

    @Override
    public void close() {
        session.close();
        graph.close();
    }
}
