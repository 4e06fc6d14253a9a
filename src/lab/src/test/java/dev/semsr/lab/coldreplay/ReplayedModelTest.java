package dev.semsr.lab.coldreplay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.semsr.core.encoding.VectorTable;
import dev.semsr.lab.baseline.TextCosineScorer;
import dev.semsr.model.device.TensorFlowNatives;
import dev.semsr.model.export.RandomModel;
import dev.semsr.model.network.Backbone;
import dev.semsr.model.network.Variant;
import dev.semsr.model.training.TrainingSettings;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReplayedModelTest {

    private static final List<String> SESSION = List.of("item-0", "item-1");
    private static final int ALL = 100;

    @TempDir Path folder;

    @Test
    void aServedModelWithTextTakesItemsThatItHasNeverSeen() {
        try (ReplayedModel model = served(Variant.SEMSR_F)) {
            model.withdraw(List.of("item-3"));
            assertThat(model.recommend(SESSION, ALL)).doesNotContain("item-3", "new");

            model.publish("item-3");
            model.publish("new");

            assertThat(model.recommend(SESSION, ALL)).contains("item-3", "new");
        }
    }

    @Test
    void aServedModelWithoutTextCannotTakeThem() {
        try (ReplayedModel model = served(Variant.BASE)) {
            model.publish("new");

            assertThat(model.recommend(SESSION, ALL)).hasSize(50).doesNotContain("new");
        }
    }

    @Test
    void whatIsNotPublishedIsLeftOutOfAFullList() {
        VectorTable texts = VectorTable.zeros(4, 1);
        for (int row = 0; row < 4; row++) {
            texts.setRow(row, new float[] {1});
        }
        List<String> ids = List.of("a", "b", "c", "d");
        try (ReplayedModel model =
                new FilteredScorer(spare -> new TextCosineScorer(ids, texts, 2 + spare))) {
            model.withdraw(List.of("a", "b"));
            assertThat(model.recommend(List.of("c"), 2)).containsExactly("c", "d");

            model.publish("b");
            assertThat(model.recommend(List.of("c"), 2)).containsExactly("b", "c");
        }
    }

    private ReplayedModel served(Variant variant) {
        TensorFlowNatives.load();
        RandomModel.write(
                folder.resolve("model"),
                "tiny",
                "1",
                50,
                TrainingSettings.defaults(variant, Backbone.NISER).network(8),
                1);
        return new ServedModel(
                "tiny", folder.resolve("model"), item -> new float[] {1, 0, 0, 0, 0, 0, 0, 0});
    }
}
