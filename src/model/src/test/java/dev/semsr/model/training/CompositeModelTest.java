package dev.semsr.model.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.semsr.core.scoring.ScoredItem;
import dev.semsr.model.device.DeviceScorer;
import dev.semsr.model.device.ItemText;
import dev.semsr.model.export.Combination;
import dev.semsr.model.network.Backbone;
import dev.semsr.model.network.Variant;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
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
        Map<String, Float> sum =
                scores(export(new Combination.Sum(List.of(1f, 0.5f)), BehaviourWeights.NONE));

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
        Path artefact = export(new Combination.Rerank(depth), BehaviourWeights.NONE);
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

        List<String> reranked =
                list(export(new Combination.Rerank(depth), BehaviourWeights.NONE), depth);

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
        Path artefact = export(new Combination.Rerank(10), BehaviourWeights.NONE);
        assertThat(list(artefact, 3)).isEqualTo(list(artefact, 10).subList(0, 3));
    }

    @Test
    void scoresOfARerankedListGoDownwards() {
        Path artefact = export(new Combination.Rerank(7), BehaviourWeights.NONE);
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
        new CompositeModel("x", List.of(model), alone, BehaviourWeights.NONE)
                .export(plain, details());
        new CompositeModel("x", List.of(model), alone, BehaviourWeights.coVisits(2))
                .export(raised, details());

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
    void theItemsOfTheSessionAloneAreRaisedHoweverOftenTheyWereClicked() {
        Combination sum = new Combination.Sum(List.of(1f, 1f));
        Path plain = export(sum, BehaviourWeights.NONE);
        Path raised = export(sum, new BehaviourWeights(0, 0, -7));
        List<String> session = List.of("i3", "i4", "i3", "i6");
        // beside a longer session, so that it is padded
        List<String> longer = List.of("i9", "i8", "i7", "i1", "i2", "i1");

        Map<String, Float> before = scoresBeside(plain, session, longer);
        Map<String, Float> after = scoresBeside(raised, session, longer);

        before.forEach(
                (item, score) ->
                        assertThat(after.get(item) - score)
                                .as(item)
                                .isCloseTo(session.contains(item) ? -7f : 0f, within(1e-4f)));
    }

    @Test
    void theTrendRaisesWhatIsClickedMoreOfLateAndLeavesNewItemsAlone() {
        Combination sum = new Combination.Sum(List.of(1f, 1f));
        Path plain = export(sum, BehaviourWeights.NONE);
        Path raised = export(sum, new BehaviourWeights(0, 2, 0));
        int[] rows = fused.exportedRows();
        float[] trend = ItemTrend.of(fused.corpus(), rows, 2);

        Map<String, Float> before = scores(plain);
        Map<String, Float> after = scores(raised);

        for (int i = 0; i < rows.length; i++) {
            String item = fused.corpus().itemIds().get(rows[i]);
            assertThat(after.get(item) - before.get(item)).isCloseTo(trend[i], within(1e-4f));
        }
        assertThat(scoreOfNewItem(raised)).isCloseTo(scoreOfNewItem(plain), within(1e-4f));
    }

    private static float scoreOfNewItem(Path artefact) {
        try (DeviceScorer scorer = DeviceScorer.load(artefact)) {
            scorer.upsert(List.of(new ItemText("new", TinyCorpus.textOf(7))));
            return scorer.recommend(List.of(SESSION), 70).get(0).stream()
                    .filter(item -> item.itemId().equals("new"))
                    .findFirst()
                    .orElseThrow()
                    .score();
        }
    }

    private static Map<String, Float> scoresBeside(
            Path artefact, List<String> session, List<String> other) {
        Map<String, Float> scores = new HashMap<>();
        try (DeviceScorer scorer = DeviceScorer.load(artefact)) {
            scorer.recommend(List.of(other, session), TinyCorpus.ITEMS)
                    .get(1)
                    .forEach(item -> scores.put(item.itemId(), item.score()));
        }
        return scores;
    }

    @Test
    void aCompositeScoresASessionTheSameAloneAndInABatch() {
        Path artefact =
                export(new Combination.Sum(List.of(1f, 2f)), new BehaviourWeights(1, 2, -3));
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
    void theAttentionOfASumIsThatOfItsNetworksByHowFarEachCanMoveAScore() {
        Map<String, Double> first = attention(folder("fused", fused));
        Map<String, Double> second = attention(folder("behaviour", behaviour));
        float scale = fused.shape().scale();
        float otherScale = behaviour.shape().scale();
        double share = 3 * scale / (3 * scale + otherScale);

        Map<String, Double> sum =
                attention(
                        export(
                                new Combination.Sum(List.of(3f, 1f)),
                                new BehaviourWeights(1, 2, -3)));

        assertThat(first.get("i6")).isNotCloseTo(second.get("i6"), within(1e-3));
        assertThat(sum).containsOnlyKeys(SESSION);
        assertThat(sum)
                .allSatisfy(
                        (item, weight) ->
                                assertThat(weight)
                                        .isCloseTo(
                                                share * first.get(item)
                                                        + (1 - share) * second.get(item),
                                                within(1e-5)));
    }

    @Test
    void aNetworkWithoutAttentionHasNoPartInThatOfASum() {
        TrainedModel recurrent =
                Trainer.train(
                        fused.corpus(),
                        settings(Variant.BASE, Backbone.GRU4REC),
                        null,
                        false,
                        silent());
        Combination sum = new Combination.Sum(List.of(1f, 1f));
        Path mixed = folder.resolve("mixed");
        Path without = folder.resolve("without");

        new CompositeModel("x", List.of(recurrent, fused), sum, BehaviourWeights.NONE)
                .export(mixed, details());
        new CompositeModel("x", List.of(recurrent, recurrent), sum, BehaviourWeights.NONE)
                .export(without, details());

        assertSameAttention(attention(mixed), attention(folder("fused", fused)));
        assertThat(attention(without)).isEmpty();
        assertThat(list(without, 5)).hasSize(5);
    }

    @Test
    void aRerankedListHasTheAttentionOfTheNetworkWhoseScoresItHas() {
        assertSameAttention(
                attention(export(new Combination.Rerank(10), BehaviourWeights.NONE)),
                attention(folder("fused", fused)));
    }

    private static void assertSameAttention(
            Map<String, Double> found, Map<String, Double> expected) {
        assertThat(found).containsOnlyKeys(expected.keySet());
        assertThat(found)
                .allSatisfy(
                        (item, share) ->
                                assertThat(share).isCloseTo(expected.get(item), within(1e-6)));
    }

    private Path folder(String name, TrainedModel model) {
        Path artefact = folder.resolve(name);
        model.export(artefact, details());
        return artefact;
    }

    private static Map<String, Double> attention(Path artefact) {
        try (DeviceScorer scorer = DeviceScorer.load(artefact)) {
            return scorer.attention(SESSION);
        }
    }

    @Test
    void aNewItemIsRecommendedByItsTextAndARetiredOneNeverShows() {
        Path artefact = export(new Combination.Rerank(5), BehaviourWeights.NONE);
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
        BehaviourWeights terms = blend.behaviour();

        assertThat(weights.get(0)).isEqualTo(1f);
        assertThat(quality(weights, terms))
                .isGreaterThanOrEqualTo(quality(List.of(1f, 1f), BehaviourWeights.NONE))
                .isGreaterThanOrEqualTo(quality(weights, BehaviourWeights.NONE))
                .isGreaterThanOrEqualTo(
                        quality(weights, new BehaviourWeights(terms.coVisits(), 0, 0)))
                .isGreaterThanOrEqualTo(
                        quality(weights, new BehaviourWeights(0, terms.trend(), terms.repeat())));
        Path artefact = folder.resolve("blend");
        blend.export(artefact, details());
        assertThat(scores(artefact)).hasSize(TinyCorpus.ITEMS);
    }

    @Test
    void aBlendHidesTheItemsOfASessionWhereNobodyComesBackToOne() {
        CompositeModel blend = CompositeModel.blended("blend", List.of(fused, behaviour), true);
        assertThat(fused.corpus().validation())
                .as("nobody comes back")
                .noneMatch(e -> IntStream.of(e.prefix()).anyMatch(row -> row == e.target()));

        assertThat(blend.behaviour().repeat()).isNegative();
    }

    /** Recall@20 times MRR@20 of the exported model on the validation examples. */
    private double quality(List<Float> weights, BehaviourWeights terms) {
        Path artefact = export(new Combination.Sum(weights), terms);
        RankTally tally = new RankTally();
        try (DeviceScorer scorer = DeviceScorer.load(artefact)) {
            for (Example example : fused.corpus().validation()) {
                if (example.prefix().length > 0) {
                    List<String> prefix =
                            IntStream.of(example.prefix()).mapToObj(row -> "i" + row).toList();
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

    private Path export(Combination combination, BehaviourWeights terms) {
        Path artefact =
                folder.resolve("composite" + new HashSet<>(List.of(folder.toFile().list())).size());
        new CompositeModel("composite", List.of(fused, behaviour), combination, terms)
                .export(artefact, details());
        return artefact;
    }

    private static TrainingSettings settings(Variant variant) {
        return TinyCorpus.settings(variant).toBuilder().epochs(1).seed(3).build();
    }

    private static TrainingSettings settings(Variant variant, Backbone backbone) {
        return TrainingSettings.defaults(variant, backbone).toBuilder()
                .dimension(16)
                .batch(64)
                .textDimensions(0)
                .maxLength(fused.shape().maxLength())
                .epochs(1)
                .build();
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
