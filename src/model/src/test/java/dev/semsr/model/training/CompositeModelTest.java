package dev.semsr.model.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.semsr.core.scoring.ScoredItem;
import dev.semsr.model.device.DeviceScorer;
import dev.semsr.model.device.ItemText;
import dev.semsr.model.export.Combination;
import dev.semsr.model.network.Variant;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CompositeModelTest {

    private static final List<String> SESSION = List.of("i3", "i4", "i6");

    private static TrainedModel fused;
    private static TrainedModel behaviour;
    private static Map<String, Float> ofFused;
    private static Map<String, Float> ofBehaviour;

    @TempDir private Path folder;

    @BeforeAll
    static void train(@TempDir Path folder) {
        Corpus corpus = TinyCorpus.of(Variant.SEMSR_F);
        fused = Trainer.train(corpus, settings(Variant.SEMSR_F), null, false, silent());
        behaviour = Trainer.train(corpus, settings(Variant.BASE), null, false, silent());
        fused.export(folder.resolve("fused"), details());
        behaviour.export(folder.resolve("behaviour"), details());
        ofFused = scores(folder.resolve("fused"), TinyCorpus.ITEMS);
        ofBehaviour = scores(folder.resolve("behaviour"), TinyCorpus.ITEMS);
    }

    @Test
    void aSumAddsTheWeightedScoresAndItemsThatOneNetworkDoesNotKnowGetNothingFromIt() {
        Map<String, Float> sum = scores(export(new Combination.Sum(List.of(1f, 0.5f)), 0));

        assertThat(sum).hasSize(TinyCorpus.ITEMS);
        assertThat(ofBehaviour).hasSize(TinyCorpus.CLICKED);
        sum.forEach(
                (item, score) ->
                        assertThat((double) score)
                                .as(item)
                                .isCloseTo(
                                        ofFused.get(item)
                                                + 0.5 * ofBehaviour.getOrDefault(item, 0f),
                                        within(1e-4)));
    }

    @Test
    void aRerankedListHoldsTheSameBestInTheOrderOfTheSecondNetworkAndTheRestAsBefore() {
        int depth = 10;
        Path artefact = export(new Combination.Rerank(depth), 0);
        List<String> before = best(ofFused);

        List<String> reranked = list(artefact, 20);

        List<String> expected = reranked(before.subList(0, depth));
        assertThat(reranked.subList(0, depth)).isEqualTo(expected);
        assertThat(reranked.subList(depth, 20)).isEqualTo(before.subList(depth, 20));
        assertThat(expected).isNotEqualTo(before.subList(0, depth));
    }

    @Test
    void itemsThatTheSecondNetworkDoesNotKnowKeepTheirPlaceInARerankedList() {
        int depth = TinyCorpus.ITEMS;
        List<String> before = best(ofFused);
        List<String> unknown = before.stream().filter(i -> !ofBehaviour.containsKey(i)).toList();
        assertThat(unknown).isNotEmpty();

        List<String> reranked = list(export(new Combination.Rerank(depth), 0), depth);

        assertThat(unknown)
                .allSatisfy(
                        item -> assertThat(reranked.indexOf(item)).isEqualTo(before.indexOf(item)));
        assertThat(reranked).isEqualTo(reranked(before)).isNotEqualTo(before);
    }

    /**
     * The list with the items that the second network knows in its order, over their own places.
     */
    private static List<String> reranked(List<String> list) {
        Iterator<String> known =
                list.stream()
                        .filter(ofBehaviour::containsKey)
                        .sorted(Comparator.comparing(item -> -ofBehaviour.get(item)))
                        .iterator();
        return list.stream()
                .map(item -> ofBehaviour.containsKey(item) ? known.next() : item)
                .toList();
    }

    @Test
    void aListShorterThanTheDepthIsTheHeadOfTheRerankedOne() {
        Path artefact = export(new Combination.Rerank(10), 0);
        assertThat(list(artefact, 3)).isEqualTo(list(artefact, 10).subList(0, 3));
    }

    @Test
    void scoresOfARerankedListGoDownwards() {
        Path artefact = export(new Combination.Rerank(7), 0);
        try (DeviceScorer scorer = DeviceScorer.load(artefact)) {
            List<Float> scores =
                    scorer.recommend(List.of(SESSION), 30).get(0).stream()
                            .map(ScoredItem::score)
                            .toList();
            assertThat(scores).isSortedAccordingTo(Comparator.reverseOrder());
        }
    }

    @Test
    void coVisitsRaiseWhatFollowedByTheLogarithmOfItsShare() {
        Corpus corpus =
                new Corpus(
                        List.of("a", "b", "c", "d"),
                        List.of(
                                new int[] {0, 1},
                                new int[] {0, 1},
                                new int[] {0, 2},
                                new int[] {3, 0}),
                        List.of(),
                        null,
                        null);
        TrainedModel model = Trainer.train(corpus, settings(Variant.BASE), null, false, silent());
        Path plain = folder.resolve("plain");
        Path raised = folder.resolve("raised");
        Combination alone = Combination.alone();
        new CompositeModel("x", List.of(model), alone, 0).export(plain, details());
        new CompositeModel("x", List.of(model), alone, 2).export(raised, details());

        Map<String, Float> before = scores(plain, 4, List.of("d", "a"));
        Map<String, Float> after = scores(raised, 4, List.of("d", "a"));

        // after "a", the last click: b 2 of 3, c 1 of 3; after "d", the click before: a alone
        assertThat(after.get("b") - before.get("b"))
                .isCloseTo((float) (2 * Math.log1p(100 * 2 / 3.0)), within(1e-4f));
        assertThat(after.get("c") - before.get("c"))
                .isCloseTo((float) (2 * Math.log1p(100 / 3.0)), within(1e-4f));
        assertThat(after.get("a") - before.get("a"))
                .isCloseTo((float) (2 * Math.log1p(100) / 2), within(1e-4f));
        assertThat(after.get("d")).isEqualTo(before.get("d"), within(1e-6f));
    }

    @Test
    void aCompositeScoresASessionTheSameAloneAndInABatch() {
        Path artefact = export(new Combination.Sum(List.of(1f, 2f)), 1);
        try (DeviceScorer scorer = DeviceScorer.load(artefact)) {
            List<ScoredItem> alone = scorer.recommend(List.of(SESSION), 10).get(0);
            List<ScoredItem> inBatch =
                    scorer.recommend(
                                    List.of(
                                            List.of("i9"),
                                            SESSION,
                                            List.of("i1", "i2", "i1", "i9")),
                                    10)
                            .get(1);
            assertThat(inBatch).extracting(ScoredItem::itemId).isEqualTo(ids(alone));
            assertThat(inBatch).allSatisfy(i -> assertThat(i.textShare()).isBetween(0f, 1f));
        }
    }

    @Test
    void aNewItemIsRecommendedByItsTextAndARetiredOneNeverShows() {
        Path artefact = export(new Combination.Rerank(5), 0);
        try (DeviceScorer scorer = DeviceScorer.load(artefact)) {
            scorer.upsert(List.of(new ItemText("new", TinyCorpus.textOf(7))));
            assertThat(ids(scorer.recommend(List.of(SESSION), 65).get(0))).contains("new");
            scorer.retire(List.of("new", "i5"));
            assertThat(ids(scorer.recommend(List.of(SESSION), 65).get(0)))
                    .hasSize(63)
                    .doesNotContain("new", "i5");
        }
    }

    @Test
    void weightsOfABlendAreThoseThatRankTheValidationExamplesBestAndServingUsesThem() {
        CompositeModel blend = CompositeModel.blended("blend", List.of(fused, behaviour), true);
        List<Float> weights = ((Combination.Sum) blend.combination()).weights();
        List<Float> chosen = List.of(weights.get(0), weights.get(1), blend.coVisitWeight());

        assertThat(weights.get(0)).isEqualTo(1f);
        assertThat(quality(blend, chosen))
                .isGreaterThanOrEqualTo(quality(blend, List.of(1f, 1f, 0f)))
                .isGreaterThanOrEqualTo(quality(blend, List.of(1f, 0.25f, 1f)));
        Path artefact = folder.resolve("blend");
        blend.export(artefact, details());
        assertThat(scores(artefact)).hasSize(TinyCorpus.ITEMS);
    }

    /** Recall@20 times MRR@20 of the exported model on the validation examples. */
    private double quality(CompositeModel blend, List<Float> weights) {
        Path artefact = folder.resolve("quality" + weights.hashCode());
        new CompositeModel(
                        "blend",
                        blend.members(),
                        new Combination.Sum(weights.subList(0, 2)),
                        weights.get(2))
                .export(artefact, details());
        RankTally tally = new RankTally();
        try (DeviceScorer scorer = DeviceScorer.load(artefact)) {
            for (Example example : fused.corpus().validation()) {
                if (example.prefix().length > 0) {
                    List<String> prefix =
                            java.util.Arrays.stream(example.prefix())
                                    .mapToObj(row -> "i" + row)
                                    .toList();
                    List<String> list = ids(scorer.recommend(List.of(prefix), 64).get(0));
                    tally.add(list.indexOf("i" + example.target()) + 1);
                }
            }
        }
        return tally.metrics().recallAt20() * tally.metrics().mrrAt20();
    }

    @Test
    void networksOfDifferentDataMakeNoModel() {
        Corpus other =
                new Corpus(List.of("a", "b"), List.of(new int[] {0, 1}), List.of(), null, null);
        TrainedModel stranger = Trainer.train(other, settings(Variant.BASE), null, false, silent());
        assertThatThrownBy(() -> CompositeModel.reranked(fused, stranger, 5))
                .hasMessageContaining("trained on the same data");
    }

    private Path export(Combination combination, float coVisitWeight) {
        Path artefact =
                folder.resolve("composite" + new HashSet<>(List.of(folder.toFile().list())).size());
        new CompositeModel("composite", List.of(fused, behaviour), combination, coVisitWeight)
                .export(artefact, details());
        return artefact;
    }

    private static TrainingSettings settings(Variant variant) {
        return TinyCorpus.settings(variant).toBuilder().epochs(1).seed(3).build();
    }

    private static Map<String, Float> scores(Path artefact) {
        return scores(artefact, TinyCorpus.ITEMS);
    }

    private static Map<String, Float> scores(Path artefact, int k) {
        return scores(artefact, k, SESSION);
    }

    private static Map<String, Float> scores(Path artefact, int k, List<String> session) {
        Map<String, Float> scores = new HashMap<>();
        try (DeviceScorer scorer = DeviceScorer.load(artefact)) {
            scorer.recommend(List.of(session), k)
                    .get(0)
                    .forEach(item -> scores.put(item.itemId(), item.score()));
        }
        return scores;
    }

    private static List<String> list(Path artefact, int k) {
        try (DeviceScorer scorer = DeviceScorer.load(artefact)) {
            return ids(scorer.recommend(List.of(SESSION), k).get(0));
        }
    }

    private static List<String> best(Map<String, Float> scores) {
        return scores.keySet().stream().sorted(Comparator.comparing(i -> -scores.get(i))).toList();
    }

    private static List<String> ids(List<ScoredItem> items) {
        return items.stream().map(ScoredItem::itemId).toList();
    }

    private static TrainingProgress silent() {
        return TrainingProgress.silent();
    }

    private static ExportDetails details() {
        return new ExportDetails("tiny", "v1", "title", null, null, Map.of(), Instant.EPOCH);
    }
}
