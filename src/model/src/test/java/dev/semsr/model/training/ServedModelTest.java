package dev.semsr.model.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.semsr.core.scoring.ScoredItem;
import dev.semsr.model.device.DeviceScorer;
import dev.semsr.model.device.ItemText;
import dev.semsr.model.network.Backbone;
import dev.semsr.model.network.Variant;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ServedModelTest {

    @TempDir Path folder;

    @ParameterizedTest
    @CsvSource({
        "CORE, CONSISTENT",
        "SASREC, ALPHA_FUSE",
        "GRU4REC, SEMSR_F",
        "CORE_AVE, BASE",
        "MSGAT, BASE",
        "MSGAT, SEMSR_F",
        "NISER, SEMSR_F",
        "NISER_PLUS, CONSISTENT"
    })
    void servingRanksAsTrainingDoesAndTakesNewItems(Backbone backbone, Variant variant) {
        Corpus corpus = TinyCorpus.of(variant);
        TrainingSettings settings = settings(backbone, variant);
        TrainedModel model =
                Trainer.train(corpus, settings, null, false, TrainingProgress.silent());
        model.export(folder.resolve("model"), details());
        try (DeviceScorer scorer = DeviceScorer.load(folder.resolve("model"))) {
            assertThat(servedMrrAt20(scorer, corpus))
                    .isCloseTo(model.validation().mrrAt20(), within(1e-6));
            assertThatAttentionIsServedAsTheNetworkHasIt(scorer, model);
            if (variant.usesText()) {
                assertThatTextIsExplained(scorer);
                assertThatANewItemIsFound(scorer);
            }
        }
    }

    private static TrainingSettings settings(Backbone backbone, Variant variant) {
        return TrainingSettings.defaults(variant, backbone).toBuilder()
                .dimension(16)
                .batch(64)
                .learningRate(1e-2f)
                .textDimensions(0)
                .maxLength(10)
                .epochs(3)
                .build();
    }

    /** Over the items that training ranks: those with clicks. */
    private static double servedMrrAt20(DeviceScorer scorer, Corpus corpus) {
        double sum = 0;
        for (Example example : corpus.validation()) {
            List<String> session =
                    Arrays.stream(example.prefix()).mapToObj(corpus.itemIds()::get).toList();
            List<String> found =
                    scorer.recommend(List.of(session), TinyCorpus.ITEMS).get(0).stream()
                            .map(ScoredItem::itemId)
                            .filter(id -> corpus.itemIds().indexOf(id) < TinyCorpus.CLICKED)
                            .toList();
            int rank = 1 + found.indexOf(corpus.itemIds().get(example.target()));
            sum += rank <= 20 ? 1.0 / rank : 0;
        }
        return sum / corpus.validation().size();
    }

    private static void assertThatAttentionIsServedAsTheNetworkHasIt(
            DeviceScorer scorer, TrainedModel model) {
        try (UnservedNetwork network = new UnservedNetwork(model)) {
            for (int[] session : new int[][] {{8, 10}, {3, 4, 6, 4, 7}, {5}}) {
                Map<String, Double> expected = new HashMap<>();
                float[] weights = network.attention(session);
                for (int click = 0; click < weights.length; click++) {
                    expected.merge("i" + session[click], (double) weights[click], Double::sum);
                }
                Map<String, Double> served =
                        scorer.attention(IntStream.of(session).mapToObj(i -> "i" + i).toList());
                assertThat(served).containsOnlyKeys(expected.keySet());
                assertThat(served)
                        .allSatisfy(
                                (item, share) ->
                                        assertThat(share)
                                                .isCloseTo(expected.get(item), within(1e-5)));
            }
        }
    }

    private static void assertThatTextIsExplained(DeviceScorer scorer) {
        assertThat(scorer.recommend(List.of(List.of("i8", "i10")), 20).get(0))
                .allSatisfy(item -> assertThat(item.textShare()).isBetween(0f, 1f))
                .anySatisfy(item -> assertThat(item.textShare()).isGreaterThan(0.01f));
    }

    private static void assertThatANewItemIsFound(DeviceScorer scorer) {
        assertThat(scorer.upsert(List.of(new ItemText("new", TinyCorpus.textOf(12))))).isEqualTo(1);
        assertThat(scorer.recommend(List.of(List.of("i8", "i10")), 15).get(0))
                .extracting(ScoredItem::itemId)
                .contains("new");
        assertThat(scorer.recommend(List.of(List.of("new")), 5).get(0)).hasSize(5);
    }

    private static ExportDetails details() {
        return new ExportDetails(
                "ring", "1", "title", null, null, Map.of(), Instant.parse("2026-01-01T00:00:00Z"));
    }
}
