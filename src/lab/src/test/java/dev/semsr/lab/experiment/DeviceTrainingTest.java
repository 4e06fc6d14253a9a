package dev.semsr.lab.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.semsr.core.encoding.VectorTable;
import dev.semsr.lab.dataset.Dataset;
import dev.semsr.lab.dataset.DatasetFolder;
import dev.semsr.lab.demoshop.DemoShop;
import dev.semsr.lab.demoshop.DemoShopSettings;
import dev.semsr.lab.evaluation.EvaluationSettings;
import dev.semsr.lab.progress.ProgressListener;
import dev.semsr.lab.protocol.NewestSessionsSplit;
import dev.semsr.lab.protocol.Split;
import dev.semsr.lab.report.ResultsPage;
import dev.semsr.model.artefact.Artefact;
import dev.semsr.model.artefact.Manifest;
import dev.semsr.model.network.Backbone;
import dev.semsr.model.network.Variant;
import dev.semsr.model.training.ModelRecipe;
import dev.semsr.model.training.TrainingSettings;
import dev.semsr.schemas.Item;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A small shop through real networks: trained, exported, loaded onto the device, asked. */
class DeviceTrainingTest {

    @TempDir Path folder;

    @Test
    void bothModelsLearnAndOnlyTextFindsNewItems() throws IOException {
        DemoShop.generate(
                DemoShopSettings.defaults().withSize(300, 1_500),
                folder.resolve("shop"),
                ProgressListener.silent());
        Dataset shop = DatasetFolder.open(folder.resolve("shop")).load();
        ItemTexts texts = new ItemTexts(categoryVectors(shop), "one-hot", "category");

        ExperimentResult result =
                new Experiment(settings(), ExperimentListener.silent()).run(shop, texts);

        assertThat(result.models())
                .containsExactly("base/niser", "semsr-f/niser", "semsr-f+/niser");
        RunResult base = result.runsOf("base/niser").get(0);
        RunResult fused = result.runsOf("semsr-f/niser").get(0);
        assertThat(base.epochs()).isEqualTo(3);
        assertThat(base.test().all().at(20).recall()).isGreaterThan(2 * base.test().chance(20));
        assertThat(fused.test().all().at(20).recall())
                .isGreaterThan(result.popularity().all().at(20).recall());
        assertThat(fused.test().unseen().cases()).isPositive();
        assertThat(base.test().unseen().at(100).recall()).isZero();
        assertThat(fused.test().unseen().at(100).recall()).isPositive();
        assertThat(ResultsPage.markdown(List.of(result))).contains("semsr-f/niser over base/niser");

        try (Stream<Path> trainings = Files.list(folder.resolve("trainings"))) {
            assertThat(trainings).as("the re-ranking takes what is trained already").hasSize(2);
        }
        Manifest manifest =
                Artefact.open(folder.resolve("work/semsr-f-niser-seed1/model")).manifest();
        Split split = settings().protocol().split(shop);
        assertThat(manifest.encoder()).isEqualTo("one-hot");
        assertThat(manifest.dataTo()).isEqualTo(split.lastTraining()).isBefore(split.cut());
    }

    private ExperimentSettings settings() {
        return new ExperimentSettings(
                folder.resolve("work"),
                folder.resolve("trainings"),
                List.of(
                        ModelPlan.of(new ModelRecipe.Single(training(Variant.BASE))),
                        ModelPlan.of(new ModelRecipe.Single(training(Variant.SEMSR_F))),
                        ModelPlan.of(
                                new ModelRecipe.Reranked(
                                        training(Variant.SEMSR_F), training(Variant.BASE), 20))),
                List.of(1L),
                NewestSessionsSplit.defaults(),
                EvaluationSettings.defaults(),
                "semsr experiment shop",
                Clock.systemUTC());
    }

    private static TrainingSettings training(Variant variant) {
        return TrainingSettings.defaults(variant, Backbone.NISER).toBuilder()
                .dimension(24)
                .textDimensions(0)
                .batch(64)
                .learningRate(5e-3f)
                .epochs(3)
                .build();
    }

    /** One component a category, department and brand: as much text as a test needs. */
    private static VectorTable categoryVectors(Dataset shop) {
        List<String> words =
                shop.items().stream().flatMap(item -> words(item).stream()).distinct().toList();
        VectorTable vectors = VectorTable.zeros(shop.items().size(), words.size());
        for (int row = 0; row < shop.items().size(); row++) {
            List<String> own = words(shop.items().get(row));
            float[] vector = new float[words.size()];
            own.forEach(word -> vector[words.indexOf(word)] = (float) (1 / Math.sqrt(own.size())));
            vectors.setRow(row, vector);
        }
        return vectors;
    }

    private static List<String> words(Item item) {
        return List.of(item.getCategories().get(0), item.getCategories().get(1), item.getBrand());
    }
}
