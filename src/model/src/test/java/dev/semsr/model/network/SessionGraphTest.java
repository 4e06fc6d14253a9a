package dev.semsr.model.network;

import static org.assertj.core.api.Assertions.assertThat;

import dev.semsr.model.device.TensorFlowNatives;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

class SessionGraphTest {

    @BeforeAll
    static void loadNatives() {
        TensorFlowNatives.load();
    }

    @Test
    void edgesAreCountedOnceAndSharedByDegree() {
        // clicks a b a c: edges a->b, b->a, a->c; the node of a stands at click 0
        try (Graph graph = new Graph()) {
            SessionGraph session = session(graph, new int[][] {{7, 8, 7, 9}}, 4);
            assertThat(values(graph, session.incoming()))
                    .containsExactly(
                            0f, 1f, 0f, 0f, // a from b
                            1f, 0f, 0f, 0f, // b from a
                            0f, 1f, 0f, 0f, // a again
                            1f, 0f, 0f, 0f); // c from a
            assertThat(values(graph, session.outgoing()))
                    .containsExactly(
                            0f, 0.5f, 0f, 0.5f, // a to b and c
                            1f, 0f, 0f, 0f, // b to a
                            0f, 0.5f, 0f, 0.5f, // a again
                            0f, 0f, 0f, 0f); // c to nothing
        }
    }

    @Test
    void paddingIsInNoEdgeEvenIfItsRowIsThatOfAClick() {
        try (Graph graph = new Graph()) {
            SessionGraph session = session(graph, new int[][] {{0, 1, 0, 0}}, 2);
            assertThat(values(graph, session.incoming()))
                    .containsExactly(
                            0f, 0f, 0f, 0f, 1f, 0f, 0f, 0f, 0f, 0f, 0f, 0f, 0f, 0f, 0f, 0f);
            assertThat(values(graph, session.outgoing()))
                    .containsExactly(
                            0f, 1f, 0f, 0f, 0f, 0f, 0f, 0f, 0f, 0f, 0f, 0f, 0f, 0f, 0f, 0f);
            assertThat(values(graph, session.last())).containsExactly(0f, 1f, 0f, 0f);
            assertThat(values(graph, session.clicks())).containsExactly(1f, 1f, 0f, 0f);
        }
    }

    @Test
    void aSessionOfOneClickHasNoEdges() {
        try (Graph graph = new Graph()) {
            SessionGraph session = session(graph, new int[][] {{5}}, 1);
            assertThat(values(graph, session.incoming())).containsExactly(0f);
            assertThat(values(graph, session.outgoing())).containsExactly(0f);
        }
    }

    private static SessionGraph session(Graph graph, int[][] rows, int length) {
        Ops tf = Ops.create(graph);
        return SessionGraph.of(tf, tf.constant(rows), tf.constant(new int[] {length}));
    }

    private static float[] values(Graph graph, Operand<TFloat32> tensor) {
        try (Session session = new Session(graph);
                Result result = session.runner().fetch(tensor).run()) {
            return Variables.floats((TFloat32) result.get(0));
        }
    }
}
