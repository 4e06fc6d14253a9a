package dev.semsr.model.export;

import dev.semsr.model.export.MemberGraph.Asked;
import dev.semsr.model.network.SessionGraph;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.index.Indices;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Gather;
import org.tensorflow.op.core.Min;
import org.tensorflow.op.nn.TopK;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/** The scores of a batch of sessions by all networks of a model, as one list a session. */
final class CombinedScores {

    private final Ops tf;
    private final ServingTables tables;
    private final List<MemberGraph> members;
    private final CoVisitGraph coVisits;
    private final Operand<TInt32> rows;
    private final Operand<TInt32> lengths;
    private final List<Asked> asked;

    CombinedScores(
            Ops tf,
            ServingTables tables,
            List<MemberGraph> members,
            CoVisitGraph coVisits,
            Operand<TInt32> rows,
            Operand<TInt32> lengths,
            SessionGraph graph) {
        this.tf = tf;
        this.tables = tables;
        this.members = members;
        this.coVisits = coVisits;
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

    private Operand<TFloat32> sum() {
        Operand<TFloat32> all = weighted(0, members.get(0).scores(asked.get(0)));
        for (int i = 1; i < members.size(); i++) {
            all = tf.math.add(all, weighted(i, members.get(i).scores(asked.get(i))));
        }
        return coVisits == null ? all : coVisits.add(all, rows, lengths, tf.constant(1f));
    }

    private Operand<TFloat32> weighted(int member, Operand<TFloat32> scores) {
        return tables.combination() instanceof Combination.Sum sum
                        && sum.weights().get(member) != 1f
                ? tf.math.mul(scores, tf.constant(sum.weights().get(member)))
                : scores;
    }

    /**
     * The first network's best in the order of the second. What lies deeper follows, with scores
     * that go on downwards from the last one's by the differences that the first network sees.
     */
    private BlockwiseTopK reranked(int depth, Operand<TInt32> k) {
        Operand<TInt32> wanted =
                tf.math.minimum(
                        tf.math.maximum(k, tf.constant(depth)), tf.constant(tables.capacity()));
        BlockwiseTopK found = topK(members.get(0).scores(asked.get(0)), wanted);
        Operand<TInt32> topRows = head(found.rows(), depth);
        Operand<TFloat32> reordered = members.get(1).scoresOf(asked.get(1), topRows);
        Operand<TFloat32> worst = tf.min(reordered, tf.constant(1), Min.keepDims(true));
        Operand<TFloat32> edge =
                tf.min(head(found.scores(), depth), tf.constant(1), Min.keepDims(true));
        Operand<TFloat32> tail =
                tf.stridedSlice(found.scores(), Indices.all(), Indices.sliceFrom(depth));
        Operand<TFloat32> below = tf.math.sub(tf.math.add(tail, worst), edge);
        Operand<TFloat32> scores = tf.concat(List.of(reordered, below), tf.constant(1));
        TopK<TFloat32, TInt32> best = tf.nn.topK(scores, tf.math.minimum(k, wanted), TInt32.class);
        return new BlockwiseTopK(
                tf.gather(found.rows(), best.indices(), tf.constant(1), Gather.batchDims(1L)),
                best.values());
    }

    private BlockwiseTopK topK(Operand<TFloat32> scores, Operand<TInt32> k) {
        return BlockwiseTopK.of(tf, scores, k, tables.capacity(), ServingTables.BLOCK);
    }

    private <T extends org.tensorflow.types.family.TType> Operand<T> head(Operand<T> x, int width) {
        return tf.stridedSlice(x, Indices.all(), Indices.sliceTo(width));
    }
}
