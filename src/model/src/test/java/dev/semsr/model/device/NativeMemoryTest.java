package dev.semsr.model.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.semsr.model.artefact.Artefact;
import dev.semsr.model.export.RandomModel;
import dev.semsr.model.network.Backbone;
import dev.semsr.model.network.NetworkSettings;
import dev.semsr.model.network.Variant;
import dev.semsr.model.training.TrainingSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.bytedeco.javacpp.Pointer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Memory outside the heap, which no garbage collection gives back. */
class NativeMemoryTest {

    private static final int ITEMS = 10_000;
    private static final int TEXT = 64;
    private static final int WIDTH = 64;

    /** At the least: the two tables of numbers, each of four bytes. */
    private static final long MODEL_BYTES = 4L * ITEMS * (TEXT + WIDTH);

    @TempDir static Path folder;

    private static Artefact artefact;

    @BeforeAll
    static void write() {
        artefact = write("noise", ITEMS, Variant.SEMSR_F);
    }

    private static Artefact write(String name, int items, Variant variant) {
        NetworkSettings shape =
                TrainingSettings.defaults(variant, Backbone.NISER).toBuilder()
                        .dimension(WIDTH)
                        .textDimensions(0)
                        .build()
                        .network(variant.usesText() ? TEXT : 0);
        return RandomModel.write(folder.resolve(name), name, "1", items, shape, 1);
    }

    @Test
    void thousandsOfCallsLeaveNothingOpen() {
        try (DeviceScorer scorer = DeviceScorer.load(artefact)) {
            int before = NativeHandles.open();
            for (int i = 0; i < 500; i++) {
                callEverything(scorer, i);
            }
            assertThat(NativeHandles.open()).isEqualTo(before);
        }
    }

    /** Seven calls of the device. */
    private static void callEverything(DeviceScorer scorer, int number) {
        String item = "item-" + number;
        int sessions = 1 + number % 16;
        scorer.recommend(Collections.nCopies(sessions, List.of(item, "item-1")), 20);
        scorer.vectors(List.of(item));
        scorer.attention(List.of(item, "item-1"));
        scorer.upsert(List.of(new ItemText("new-" + number % 50, new float[TEXT])));
        scorer.retire(List.of(item));
        scorer.restore(List.of(item));
        scorer.recommend(List.of(List.of(item)), 50);
    }

    @Test
    void growingLeavesNothingOpen() {
        try (DeviceScorer scorer = DeviceScorer.load(artefact)) {
            int before = NativeHandles.open();
            int capacity = scorer.capacity();
            for (int i = 0; scorer.capacity() < 2 * capacity; i++) {
                scorer.upsert(List.of(new ItemText("new-" + i, new float[TEXT])));
            }
            assertThat(NativeHandles.open()).isEqualTo(before);
        }
    }

    @Test
    void aClosedVersionHoldsNothingWhateverStillPointsToIt() {
        Artefact small = write("small", 100, Variant.SEMSR_F);
        List<DeviceScorer> pointedTo = new ArrayList<>();
        DeviceScorer.load(small).close();
        int before = NativeHandles.open();
        for (int i = 0; i < 10; i++) {
            DeviceScorer scorer = DeviceScorer.load(small);
            pointedTo.add(scorer);
            assertThat(NativeHandles.open()).isGreaterThan(before);
            scorer.close();
            assertThat(NativeHandles.open()).isEqualTo(before);
        }
        assertThat(pointedTo).hasSize(10);
    }

    @Test
    void aVersionThatCannotBeLoadedHoldsNothing() throws IOException {
        Artefact broken = // promises signatures that its model does not have
                ArtefactCopies.withModelOf(
                        artefact,
                        write("without-text", ITEMS, Variant.BASE),
                        folder.resolve("broken"));
        int before = NativeHandles.open();

        assertThatThrownBy(() -> DeviceScorer.load(broken)).isInstanceOf(RuntimeException.class);

        assertThat(NativeHandles.open()).isEqualTo(before);
    }

    @Test
    void twoHundredSwapsGrowTheProcessByLessThanAnEighthOfTheirTables() {
        swap(20); // what TensorFlow keeps for itself
        int before = NativeHandles.open();
        long residentBefore = Pointer.physicalBytes();
        int swaps = 200;

        swap(swaps);

        assertThat(NativeHandles.open()).isEqualTo(before);
        assertThat(Pointer.physicalBytes() - residentBefore)
                .as("growth of the process by %d versions, in bytes", swaps)
                .isLessThan(swaps * MODEL_BYTES / 8);
    }

    /** The next version is loaded before the one before it is closed. */
    private static void swap(int times) {
        DeviceScorer serving = DeviceScorer.load(artefact);
        for (int i = 0; i < times; i++) {
            DeviceScorer next = DeviceScorer.load(artefact);
            serving.close();
            serving = next;
            assertThat(serving.recommend(List.of(List.of("item-" + i)), 20).get(0)).hasSize(20);
        }
        serving.close();
    }
}
