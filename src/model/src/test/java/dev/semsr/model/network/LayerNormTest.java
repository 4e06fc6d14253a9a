package dev.semsr.model.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.semsr.model.device.TensorFlowNatives;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

class LayerNormTest {

    @BeforeAll
    static void loadNatives() {
        TensorFlowNatives.load();
    }

    @Test
    void vectorsGetMeanZeroAndVarianceOneThenGainAndBias() {
        try (Graph graph = new Graph()) {
            Ops tf = Ops.create(graph);
            Variables variables = new Variables(tf);
            Operand<TFloat32> normal =
                    LayerNorm.apply(
                            tf,
                            new Parameters(variables),
                            "norm",
                            tf.constant(new float[][][] {{{1, 3}, {-8, 2}}, {{5, 5}, {0, 6}}}),
                            2);
            try (Session session = new Session(graph)) {
                variables.write(session, "norm/gain", new float[] {2, 1});
                variables.write(session, "norm/bias", new float[] {0.5f, 0});
                try (Result result = session.runner().fetch(normal).run()) {
                    assertThat(Variables.floats((TFloat32) result.get(0)))
                            .containsExactly(
                                    new float[] {-1.5f, 1, -1.5f, 1, 0.5f, 0, -1.5f, 1},
                                    within(1e-4f));
                }
            }
        }
    }

    @Test
    void aGainBeginsAsOne() {
        assertThat(Initial.ONE.values(3, 3, 3, 1, "gain")).containsOnly(1f);
    }
}
