package dev.semsr.model.training;

import static org.assertj.core.api.Assertions.assertThat;

import dev.semsr.model.network.Backbone;
import dev.semsr.model.network.Variant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class EpochsTest {

    @Test
    void everyClickAfterTheFirstIsOnceATarget() {
        Epochs epochs =
                new Epochs(
                        List.of(new int[] {4, 5, 6}, new int[] {7}, new int[] {8, 9}), settings(2));
        List<String> examples = new ArrayList<>();
        for (int[] batch : epochs.order(0)) {
            Batch rows = epochs.batch(batch);
            for (int i = 0; i < rows.size(); i++) {
                int from = i * rows.width();
                int[] prefix = Arrays.copyOfRange(rows.rows(), from, from + rows.lengths()[i]);
                examples.add(Arrays.toString(prefix) + rows.targets()[i]);
            }
        }
        assertThat(examples).containsExactlyInAnyOrder("[4]5", "[4, 5]6", "[8]9");
        assertThat(epochs.steps()).isEqualTo(2);
    }

    @Test
    void onlyTheNewestClicksCount() {
        int[] session = IntStream.rangeClosed(0, 9).toArray();
        Epochs epochs = new Epochs(List.of(session), settings(100));
        Batch batch = epochs.batch(new int[] {8});
        assertThat(batch.rows()).containsExactly(5, 6, 7, 8);
        assertThat(batch.targets()).containsExactly(9);
    }

    @Test
    void anEpochHasItsOwnOrderAndTheSameEveryTime() {
        List<int[]> sessions = sessions();
        int[][] first = new Epochs(sessions, settings(8)).order(1);
        assertThat(new Epochs(sessions, settings(8)).order(1)).isDeepEqualTo(first);
        assertThat(Arrays.deepToString(new Epochs(sessions, settings(8)).order(2)))
                .isNotEqualTo(Arrays.deepToString(first));
    }

    @Test
    void sessionsOfLikeLengthStandTogetherSoThatLittleIsPadded() {
        Epochs epochs = new Epochs(sessions(), settings(8));
        int padded = 0;
        int clicks = 0;
        for (int[] examples : epochs.order(0)) {
            Batch batch = epochs.batch(examples);
            padded += batch.rows().length;
            clicks += Arrays.stream(batch.lengths()).sum();
        }
        assertThat(padded).isLessThan(clicks * 11 / 10);
    }

    private static List<int[]> sessions() {
        return IntStream.range(0, 200).mapToObj(i -> new int[2 + i % 7]).toList();
    }

    private static TrainingSettings settings(int batch) {
        return TrainingSettings.defaults(Variant.BASE, Backbone.NISER).toBuilder()
                .batch(batch)
                .maxLength(4)
                .build();
    }
}
