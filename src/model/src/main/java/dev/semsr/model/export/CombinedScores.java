package dev.semsr.model.export;

import dev.semsr.model.export.MemberGraph.Asked;
import dev.semsr.model.network.SessionGraph;
import java.util.ArrayList;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.index.Indices;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.family.TType;

/** The scores of a batch of sessions by all networks of a model, as one list a session. */
final class CombinedScores {

    private final Ops tf;
    private final ServingTables tables;
    private final List<MemberGraph> members;
    private final BehaviourGraph behaviour;
    private final Operand<TInt32> rows;
    private final Operand<TInt32> lengths;
    private final List<Asked> asked;
    private final Operand<TInt32> capacity;

    CombinedScores(
            Ops tf,
            ServingTables tables,
            List<MemberGraph> members,
            BehaviourGraph behaviour,
            Operand<TInt32> rows,
            Operand<TInt32> lengths,
            SessionGraph graph,
            Operand<TInt32> capacity) {
        this.tf = tf;
        this.capacity = capacity;
        this.tables = tables;
        this.members = members;
        this.behaviour = behaviour;
        this.rows = rows;
        this.lengths = lengths;
        asked = members.stream().map(member -> member.ask(rows, graph)).toList();
    }

    /** The k best items of each session. */
    BlockwiseTopK best(Operand<TInt32> k) {
        if (tables.combination() instanceof Combination.Rerank rerank) {
            return reranked(rerank.depth(), k);
        }
        return topK(sum(), k);
    }

    /** [B, k] share of text in the absolute parts of each score by networks that know text. */
    Operand<TFloat32> textShares(BlockwiseTopK best) {
        boolean isSum = tables.combination() instanceof Combination.Sum;
        Operand<TFloat32> all =
                isSum ? best.scores() : members.get(0).scoresOf(asked.get(0), best.rows());
        Operand<TFloat32> fromText = null;
        for (int i = 0; i < members.size(); i++) {
            if (members.get(i).usesText() && (isSum || i == 0)) {
                Operand<TFloat32> part =
                        weighted(i, members.get(i).fromText(asked.get(i), best.rows()));
                fromText = fromText == null ? part : tf.math.add(fromText, part);
            }
        }
        if (fromText == null) {
            return tf.zerosLike(best.scores());
        }
        Operand<TFloat32> weight = tf.math.abs(fromText);
        Operand<TFloat32> rest = tf.math.abs(tf.math.sub(all, fromText));
        return tf.math.divNoNan(weight, tf.math.add(weight, rest));
    }

    /**
     * [B, L] how much of the attention is on each click, null if no network has attention.
     *
     * <p>In a sum, that of each network counts as far as the network can move a score: its weight
     * times the scale of its cosine. What it adds to the score of one item is no measure, as a
     * cosine near 0 may come of as much attention as one near 1. Networks without attention and the
     * terms of behaviour do not count. A reranked list has the scores of the first network, so it
     * has its attention too.
     */
    Operand<TFloat32> attention() {
        List<Operand<TFloat32>> parts = new ArrayList<>();
        float sum = 0;
        for (int i = 0; i < members.size(); i++) {
            float reach = reach(i);
            if (reach > 0 && asked.get(i).attention() != null) {
                parts.add(tf.math.mul(asked.get(i).attention(), tf.constant(reach)));
                sum += reach;
            }
        }
        return parts.isEmpty() ? null : tf.math.div(tf.math.addN(parts), tf.constant(sum));
    }

    /** How far a network can move a score of the list. */
    private float reach(int member) {
        if (tables.combination() instanceof Combination.Sum sum) {
            return sum.weights().get(member) * members.get(member).scale();
        }
        return member == 0 ? 1 : 0;
    }

    private Operand<TFloat32> sum() {
        Operand<TFloat32> all = weighted(0, members.get(0).scores(asked.get(0)));
        for (int i = 1; i < members.size(); i++) {
            all = tf.math.add(all, weighted(i, members.get(i).scores(asked.get(i))));
        }
        return behaviour.add(all, rows, lengths);
    }

    private Operand<TFloat32> weighted(int member, Operand<TFloat32> scores) {
        return tables.combination() instanceof Combination.Sum sum
                        && sum.weights().get(member) != 1f
                ? tf.math.mul(scores, tf.constant(sum.weights().get(member)))
                : scores;
    }

    /**
     * The first network's best in the order of the second. Items that the second does not know keep
     * their place, and a place keeps its score: the second network's scores are on another scale.
     */
    private BlockwiseTopK reranked(int depth, Operand<TInt32> k) {
        Operand<TInt32> wanted = tf.math.minimum(tf.math.maximum(k, tf.constant(depth)), capacity);
        BlockwiseTopK found = topK(members.get(0).scores(asked.get(0)), wanted);
        Operand<TInt32> head = tf.stridedSlice(found.rows(), Indices.all(), Indices.sliceTo(depth));
        Operand<TInt32> tail =
                tf.stridedSlice(found.rows(), Indices.all(), Indices.sliceFrom(depth));
        MemberGraph second = members.get(1);
        Operand<TInt32> reordered =
                Reordering.of(tf, head, second.scoresOf(asked.get(1), head), second.knows(head));
        Operand<TInt32> asMany = tf.math.minimum(k, wanted);
        return new BlockwiseTopK(
                first(tf.concat(List.of(reordered, tail), tf.constant(1)), asMany),
                first(found.scores(), asMany));
    }

    private BlockwiseTopK topK(Operand<TFloat32> scores, Operand<TInt32> k) {
        return BlockwiseTopK.of(tf, scores, k, capacity, ServingTables.BLOCK);
    }

    /** The first columns of a matrix. */
    private <T extends TType> Operand<T> first(Operand<T> x, Operand<TInt32> columns) {
        return tf.slice(
                x, tf.constant(new int[] {0, 0}), tf.stack(List.of(tf.constant(-1), columns)));
    }
}
