package dev.semsr.model.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.semsr.core.encoding.VectorTable;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TextPreparationTest {

    private static final int ROWS = 400;
    private static final int RAW = 6;

    @Test
    void whitenedVectorsHaveLengthOneAndNoCommonDirection() {
        VectorTable prepared = TextPreparation.whitening(narrowCone(), 3).apply(narrowCone());
        double[] mean = new double[3];
        for (int row = 0; row < ROWS; row++) {
            float[] vector = prepared.row(row);
            assertThat(length(vector)).isCloseTo(1, within(1e-4));
            for (int i = 0; i < 3; i++) {
                mean[i] += vector[i] / ROWS;
            }
        }
        assertThat(mean).containsExactly(new double[3], within(0.1));
    }

    @Test
    void anItemWithoutTextStaysZeroAndDoesNotMoveTheMean() {
        VectorTable with = new VectorTable(RAW, narrowCone().values().clone());
        TextPreparation before = TextPreparation.whitening(with, 3);
        float[] wider = java.util.Arrays.copyOf(with.values(), with.values().length + RAW);
        VectorTable withZero = new VectorTable(RAW, wider);
        TextPreparation after = TextPreparation.whitening(withZero, 3);
        assertThat(after.mean()).containsExactly(before.mean(), within(1e-6f));
        assertThat(after.apply(withZero).row(ROWS)).containsExactly(new float[3], within(0f));
    }

    @Test
    void plainPreparationOnlyBringsToLengthOne() {
        VectorTable vectors = new VectorTable(2, new float[] {3, 4, 0, 0});
        assertThat(TextPreparation.plain(2).apply(vectors).values())
                .containsExactly(new float[] {0.6f, 0.8f, 0, 0}, within(1e-6f));
    }

    private static VectorTable narrowCone() {
        Random random = new Random(3);
        float[] values = new float[ROWS * RAW];
        for (int i = 0; i < values.length; i++) {
            values[i] = 5 + (float) random.nextGaussian() * (1 + i % RAW);
        }
        return new VectorTable(RAW, values);
    }

    private static double length(float[] vector) {
        double squares = 0;
        for (float value : vector) {
            squares += value * value;
        }
        return Math.sqrt(squares);
    }
}
