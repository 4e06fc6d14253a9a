package dev.semsr.model.export;

import static org.assertj.core.api.Assertions.assertThat;

import dev.semsr.model.artefact.Artefact;
import dev.semsr.model.device.DeviceScorer;
import dev.semsr.model.device.ItemText;
import dev.semsr.model.network.Backbone;
import dev.semsr.model.network.NetworkSettings;
import dev.semsr.model.network.Variant;
import dev.semsr.model.training.TrainingSettings;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RandomModelTest {

    @TempDir Path folder;

    @Test
    void anUntrainedModelServesLikeATrainedOne() {
        NetworkSettings shape =
                TrainingSettings.defaults(Variant.SEMSR_F, Backbone.NISER).toBuilder()
                        .dimension(8)
                        .build()
                        .network(16);
        Artefact artefact = RandomModel.write(folder.resolve("m"), "noise", "1", 300, shape, 1);
        assertThat(artefact.manifest().capacity()).isEqualTo(ServingTables.capacity(300));
        try (DeviceScorer scorer = DeviceScorer.load(artefact.folder())) {
            assertThat(scorer.items()).hasSize(300);
            assertThat(scorer.recommend(List.of(List.of("item-7", "item-299")), 20).get(0))
                    .hasSize(20);
            assertThat(scorer.upsert(List.of(new ItemText("new", new float[16])))).isEqualTo(1);
        }
    }

    @Test
    void thereIsRoomForAFifthMoreAndAtLeastAThousandInWholeBlocks() {
        assertThat(ServingTables.capacity(300)).isEqualTo(1408);
        assertThat(ServingTables.capacity(50_000)).isEqualTo(60_032);
    }
}
