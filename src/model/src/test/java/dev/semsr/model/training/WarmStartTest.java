package dev.semsr.model.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.semsr.core.encoding.VectorTable;
import dev.semsr.core.scoring.ScoredItem;
import dev.semsr.model.artefact.Artefact;
import dev.semsr.model.device.DeviceScorer;
import dev.semsr.model.export.RandomModel;
import dev.semsr.model.network.Backbone;
import dev.semsr.model.network.Variant;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WarmStartTest {

    private static final List<List<String>> SESSIONS =
            List.of(List.of("i3", "i4", "i6"), List.of("i50"), List.of("i9", "i63", "i10"));

    @TempDir Path folder;

    @ParameterizedTest
    @CsvSource({
        "NISER, BASE",
        "NISER, SEMSR_I",
        "NISER, SEMSR_F",
        "MSGAT, SEMSR_F",
        "CORE, CONSISTENT",
        "SASREC, ALPHA_FUSE",
        "GRU4REC, SEMSR_F"
    })
    void withoutAnEpochTheListsAreThoseOfTheVersionInAnotherCatalogue(
            Backbone backbone, Variant variant) {
        TrainingSettings settings = settings(variant, backbone, 1);
        Artefact version = trained(new ModelRecipe.Single(settings), "v1");
        Corpus later = later(TinyCorpus.of(variant), true);
        ModelRecipe none = new ModelRecipe.Single(settings.toBuilder().epochs(0).seed(9).build());

        Artefact same = warm(none, later, version, "v2");

        Set<String> both = new HashSet<>(same.itemIds());
        both.retainAll(version.itemIds());
        assertThat(both).hasSizeGreaterThanOrEqualTo(TinyCorpus.CLICKED - 1);
        assertThat(lists(same, both)).isEqualTo(lists(version, both));
        assertThat(same.itemIds()).contains("new");
    }

    @Test
    void anItemThatNobodyClickedSinceIsKnownAsTheVersionKnewIt() {
        ModelRecipe recipe = new ModelRecipe.Single(settings(Variant.BASE, Backbone.NISER, 2));
        Artefact version = trained(recipe, "v1");
        Corpus later = later(TinyCorpus.of(Variant.BASE), false);
        int quiet = later.itemIds().indexOf("i7");
        Corpus without =
                new Corpus(
                        later.itemIds(),
                        later.sessions().stream()
                                .filter(s -> Arrays.stream(s).noneMatch(row -> row == quiet))
                                .toList(),
                        later.validation(),
                        null,
                        null);

        Artefact next = warm(recipe, without, version, "v2");

        assertThat(next.itemIds()).contains("i7");
        assertThat(vector(next, "i7")).isEqualTo(vector(version, "i7"));
        assertThat(vector(next, "i8")).isNotEqualTo(vector(version, "i8"));
    }

    @Test
    void allNetworksOfAnEnsembleBeginWhereTheVersionStood() {
        ModelRecipe recipe =
                new ModelRecipe.Blend(
                        SemsrX.VARIANT,
                        List.of(
                                settings(Variant.SEMSR_F, Backbone.NISER, 1),
                                settings(Variant.CONSISTENT, Backbone.CORE, 1)),
                        true);
        Artefact version = trained(recipe, "v1");
        ModelRecipe none =
                new ModelRecipe.Blend(
                        SemsrX.VARIANT,
                        recipe.members().stream()
                                .map(m -> m.toBuilder().epochs(0).seed(8).build())
                                .toList(),
                        true);

        Artefact same = warm(none, TinyCorpus.of(Variant.SEMSR_F), version, "v2");

        Set<String> all = new HashSet<>(version.itemIds());
        assertThat(lists(same, all)).isEqualTo(lists(version, all));
        assertThat(same.manifest().settings().get("warmStart").toString()).startsWith("tiny/v1 ");
        assertThat(new WarmStart(same).recipe()).isEqualTo(none);
    }

    @Test
    void theRecipeOfAVersionIsThatItWasTrainedBy() {
        ModelRecipe single = new ModelRecipe.Single(settings(Variant.BASE, Backbone.NISER, 1));
        ModelRecipe reranked =
                new ModelRecipe.Reranked(
                        settings(Variant.SEMSR_F, Backbone.NISER, 1),
                        settings(Variant.BASE, Backbone.NISER, 1),
                        7);

        assertThat(new WarmStart(trained(single, "v1")).recipe()).isEqualTo(single);
        Artefact version = trained(reranked, "v2");
        assertThat(new WarmStart(version).recipe()).isEqualTo(reranked);
        assertThat(lists(warm(reranked, TinyCorpus.of(Variant.SEMSR_F), version, "v3"), Set.of()))
                .hasSize(SESSIONS.size());
    }

    @Test
    void aTrainingGoesOnFromThereAndIsStoppedAndResumedToTheSameResult() {
        Corpus corpus = TinyCorpus.of(Variant.SEMSR_F);
        TrainingSettings settings = settings(Variant.SEMSR_F, Backbone.NISER, 3);
        FirstWeights first =
                new WarmStart(trained(new ModelRecipe.Single(settings), "v1")).network(0);
        TrainedModel cold = Trainer.train(corpus, settings, null, false, silent());
        TrainedModel whole = Trainer.train(corpus, settings, first, null, false, silent());

        assertThatThrownBy(
                        () ->
                                Trainer.trainWith(
                                        corpus,
                                        settings,
                                        first,
                                        new StopAfter(
                                                9, folder.resolve("c"), corpus, settings, first),
                                        false,
                                        silent()))
                .isInstanceOf(Stopped.class);
        TrainedModel continued =
                Trainer.train(corpus, settings, first, folder.resolve("c"), true, silent());

        assertThat(continued.validation()).isEqualTo(whole.validation());
        continued
                .weights()
                .forEach(
                        (name, values) ->
                                assertThat(values).containsExactly(whole.weights().get(name)));
        assertThat(whole.validation().mrrAt20()).isNotEqualTo(cold.validation().mrrAt20());
        assertThatThrownBy(
                        () -> Trainer.train(corpus, settings, folder.resolve("c"), true, silent()))
                .isInstanceOf(CheckpointMismatchException.class)
                .hasMessageContaining("warmStart was tiny/v1 ")
                .hasMessageContaining("now none");
    }

    @Test
    void anotherArchitectureIsRefusedByNamingBoth() {
        Artefact version =
                trained(new ModelRecipe.Single(settings(Variant.SEMSR_F, Backbone.NISER, 1)), "v1");
        WarmStart start = new WarmStart(version);
        String encoder = "letters:title";
        ModelRecipe other = new ModelRecipe.Single(settings(Variant.SEMSR_F, Backbone.MSGAT, 1));

        assertThatThrownBy(() -> start.requireFits(other, encoder))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("tiny/v1 (semsr-f/niser)")
                .hasMessageContaining("semsr-f/msgat is to be trained")
                .hasMessageContaining("backbone was NISER, now MSGAT");
        assertThatThrownBy(
                        () ->
                                start.requireFits(
                                        new ModelRecipe.Single(
                                                settings(Variant.SEMSR_F, Backbone.NISER, 1)
                                                        .toBuilder()
                                                        .dimension(8)
                                                        .build()),
                                        encoder))
                .hasMessageContaining("dimension was 16, now 8");
        assertThatThrownBy(
                        () ->
                                start.requireFits(
                                        new ModelRecipe.Blend(
                                                "x",
                                                List.of(
                                                        other.members().get(0),
                                                        other.members().get(0)),
                                                true),
                                        encoder))
                .hasMessageContaining("made of 2 networks, that of 1");
        assertThatThrownBy(() -> start.requireFits(start.recipe(), "other:title"))
                .hasMessageContaining("letters:title")
                .hasMessageContaining("other:title");
    }

    @Test
    void aVersionThatWasNotTrainedIsRefused() {
        Artefact random =
                RandomModel.write(
                        folder.resolve("random"),
                        "random",
                        "r1",
                        100,
                        TrainingSettings.defaults(Variant.BASE, Backbone.NISER).network(0),
                        1);
        assertThatThrownBy(() -> new WarmStart(random))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("random/r1")
                .hasMessageContaining("does not say how it was trained");
    }

    @Test
    void withoutAWarmStartNothingIsLearnedInNoEpoch() {
        TrainingSettings none = settings(Variant.BASE, Backbone.NISER, 0);
        assertThatThrownBy(
                        () ->
                                Trainer.train(
                                        TinyCorpus.of(Variant.BASE), none, null, false, silent()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("warm start");
    }

    /** Stops a training as a user would: in the middle of an epoch. */
    private static final class Stopped extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    private static final class StopAfter extends Checkpoints {
        private int left;

        StopAfter(
                int writes,
                Path folder,
                Corpus corpus,
                TrainingSettings settings,
                FirstWeights first) {
            super(folder, corpus, settings, first, Duration.ZERO);
            left = writes;
        }

        @Override
        void write(Checkpoint checkpoint) {
            super.write(checkpoint);
            if (--left == 0) {
                throw new Stopped();
            }
        }
    }

    /**
     * A later catalogue: in another order, without i0, with a new item.
     *
     * @param clicked whether the new item was clicked
     */
    private static Corpus later(Corpus before, boolean clicked) {
        List<String> ids = new ArrayList<>(before.itemIds());
        ids.remove("i0");
        ids.add("new");
        Collections.reverse(ids);
        List<int[]> sessions =
                new ArrayList<>(
                        before.sessions().stream().map(s -> moved(s, before, ids)).toList());
        if (clicked) {
            sessions.add(new int[] {ids.indexOf("new"), ids.indexOf("i5")});
        }
        List<Example> validation = new ArrayList<>();
        for (Example example : before.validation()) {
            int[] prefix = moved(example.prefix(), before, ids);
            int[] target = moved(new int[] {example.target()}, before, ids);
            if (prefix.length > 0 && target.length > 0) {
                validation.add(new Example(prefix, target[0]));
            }
        }
        return new Corpus(
                ids,
                sessions,
                validation,
                before.text() == null ? null : text(before, ids),
                before.encoder());
    }

    private static int[] moved(int[] rows, Corpus before, List<String> ids) {
        return Arrays.stream(rows)
                .map(row -> ids.indexOf(before.itemIds().get(row)))
                .filter(row -> row >= 0)
                .toArray();
    }

    private static VectorTable text(Corpus before, List<String> ids) {
        VectorTable text = VectorTable.zeros(ids.size(), TinyCorpus.TEXT);
        for (int row = 0; row < ids.size(); row++) {
            int old = before.itemIds().indexOf(ids.get(row));
            text.setRow(row, old < 0 ? TinyCorpus.textOf(33) : before.text().row(old));
        }
        return text;
    }

    private static TrainingSettings settings(Variant variant, Backbone backbone, int epochs) {
        return TrainingSettings.defaults(variant, backbone).toBuilder()
                .dimension(16)
                .batch(64)
                .learningRate(1e-2f)
                .textDimensions(variant.usesText() && variant != Variant.ALPHA_FUSE ? 8 : 0)
                .maxLength(10)
                .epochs(epochs)
                .build();
    }

    private Artefact trained(ModelRecipe recipe, String version) {
        Corpus corpus = TinyCorpus.of(recipe.learnsFromText() ? Variant.SEMSR_F : Variant.BASE);
        List<TrainedModel> members =
                recipe.members().stream()
                        .map(m -> Trainer.train(corpus.seenBy(m), m, null, false, silent()))
                        .toList();
        return recipe.assemble(members).export(folder.resolve(version), details(version));
    }

    private Artefact warm(ModelRecipe recipe, Corpus corpus, Artefact version, String next) {
        WarmStart start = new WarmStart(version);
        start.requireFits(recipe, corpus.encoder());
        List<TrainedModel> members = new ArrayList<>();
        for (TrainingSettings settings : recipe.members()) {
            FirstWeights first = start.network(members.size());
            members.add(
                    Trainer.train(corpus.seenBy(settings), settings, first, null, false, silent()));
        }
        return recipe.assemble(members).export(folder.resolve(next), details(next));
    }

    /** Each session's list with its scores, to a thousandth, without other items than these. */
    private static List<Map<String, Long>> lists(Artefact artefact, Set<String> items) {
        try (DeviceScorer scorer = DeviceScorer.load(artefact)) {
            return scorer.recommend(SESSIONS, TinyCorpus.ITEMS + 2).stream()
                    .map(list -> scores(list, items))
                    .toList();
        }
    }

    private static Map<String, Long> scores(List<ScoredItem> list, Set<String> items) {
        Map<String, Long> scores = new TreeMap<>();
        list.stream()
                .filter(item -> items.contains(item.itemId()))
                .forEach(item -> scores.put(item.itemId(), Math.round(item.score() * 1000.0)));
        return scores;
    }

    private static List<Long> vector(Artefact artefact, String itemId) {
        try (DeviceScorer scorer = DeviceScorer.load(artefact)) {
            float[] vector = scorer.vectors(List.of(itemId)).get(itemId);
            List<Long> rounded = new ArrayList<>();
            for (float value : vector) {
                rounded.add(Math.round(value * 1000.0));
            }
            return rounded;
        }
    }

    private static TrainingProgress silent() {
        return TrainingProgress.silent();
    }

    private static ExportDetails details(String version) {
        return new ExportDetails("tiny", version, "title", null, null, Map.of(), Instant.EPOCH);
    }
}
