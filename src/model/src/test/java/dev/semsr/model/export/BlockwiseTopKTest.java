package dev.semsr.model.export;

import static org.assertj.core.api.Assertions.assertThat;

import dev.semsr.model.device.TensorFlowNatives;
import dev.semsr.model.network.Variables;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.tensorflow.Graph;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

class BlockwiseTopKTest {

    private static final int SIZE = 64;
    private static final int BLOCK = 8;

    @BeforeAll
    static void loadNatives() {
        TensorFlowNatives.load();
    }

    @Test
    void findsExactlyTheBestForAnyK() {
        float[][] scores = random(5);
        for (int k : new int[] {1, 3, BLOCK, BLOCK + 1, SIZE, SIZE + 10}) {
            try (Found found = new Found(scores, k)) {
                for (int row = 0; row < scores.length; row++) {
                    assertThat(found.rows(row)).isEqualTo(best(scores[row], k));
                }
            }
        }
    }

    @Test
    void findsTheBestIfTheyAreAllInOneBlock() {
        float[][] scores = random(1);
        for (int i = 0; i < BLOCK; i++) {
            scores[0][3 * BLOCK + i] = 100 - i;
        }
        try (Found found = new Found(scores, BLOCK)) {
            assertThat(found.rows(0)).isEqualTo(IntStream.range(24, 32).toArray());
            assertThat(found.scores(0)).startsWith(100f, 99f);
        }
    }

    private static int[] best(float[] scores, int k) {
        return IntStream.range(0, SIZE)
                .boxed()
                .sorted((a, b) -> Float.compare(scores[b], scores[a]))
                .limit(k)
                .mapToInt(Integer::intValue)
                .toArray();
    }

    private static float[][] random(int rows) {
        Random random = new Random(9);
        float[][] scores = new float[rows][SIZE];
        for (float[] row : scores) {
            for (int i = 0; i < SIZE; i++) {
                row[i] = random.nextFloat();
            }
        }
        return scores;
    }

    private static final class Found implements AutoCloseable {

        private final Graph graph = new Graph();
        private final Result result;
        private final int width;

        Found(float[][] scores, int k) {
            Ops tf = Ops.create(graph);
            BlockwiseTopK best =
                    BlockwiseTopK.of(tf, tf.constant(scores), tf.constant(k), SIZE, BLOCK);
            try (Session session = new Session(graph)) {
                result = session.runner().fetch(best.rows()).fetch(best.scores()).run();
            }
            width = (int) result.get(0).shape().get(1);
        }

        int[] rows(int row) {
            int[] all = new int[(int) result.get(0).shape().size()];
            result.get(0).asRawTensor().data().asInts().read(all);
            return java.util.Arrays.copyOfRange(all, row * width, (row + 1) * width);
        }

        float[] scores(int row) {
            float[] all = Variables.floats((TFloat32) result.get(1));
            return java.util.Arrays.copyOfRange(all, row * width, (row + 1) * width);
        }

        @Override
        public void close() {
            result.close();
            graph.close();
        }
    }
}
