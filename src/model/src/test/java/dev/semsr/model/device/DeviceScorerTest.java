package dev.semsr.model.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.semsr.core.fallback.FallbackReason;
import dev.semsr.core.scoring.ScoredItem;
import dev.semsr.model.artefact.Artefact;
import dev.semsr.model.artefact.DamagedArtefactException;
import dev.semsr.model.artefact.ServingSignatures;
import dev.semsr.model.network.Variant;
import dev.semsr.model.training.ExportDetails;
import dev.semsr.model.training.TinyCorpus;
import dev.semsr.model.training.Trainer;
import dev.semsr.model.training.TrainingProgress;
import dev.semsr.schemas.Item;
import dev.semsr.schemas.Source;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DeviceScorerTest {

    @TempDir static Path folder;

    private static final Map<Variant, Artefact> ARTEFACTS = new EnumMap<>(Variant.class);

    private final List<DeviceScorer> open = new ArrayList<>();

    @BeforeAll
    static void train() {
        for (Variant variant : Variant.values()) {
            ARTEFACTS.put(
                    variant,
                    Trainer.train(
                                    TinyCorpus.of(variant),
                                    TinyCorpus.settings(variant),
                                    null,
                                    false,
                                    TrainingProgress.silent())
                            .export(
                                    folder.resolve(variant.code()),
                                    details().withItems(catalogue())));
        }
    }

    @AfterEach
    void close() {
        open.forEach(DeviceScorer::close);
    }

    @ParameterizedTest
    @EnumSource
    void aLoadedModelRecommendsWhatItLearned(Variant variant) {
        DeviceScorer scorer = scorer(variant);
        List<ScoredItem> list = scorer.recommend(List.of(List.of("i8", "i10")), 4).get(0);
        assertThat(ids(list)).hasSize(4).contains("i11", "i12", "i13");
        assertThat(list).isSortedAccordingTo((a, b) -> Float.compare(b.score(), a.score()));
        assertThat(scorer.version()).isEqualTo("ring/1");
        assertThat(scorer.variant()).isEqualTo(variant.code() + "/niser");
        assertThat(scorer.popular()).hasSize(TinyCorpus.CLICKED);
        assertThat(scorer.popular().get(0).clicks())
                .isGreaterThanOrEqualTo(scorer.popular().get(1).clicks());
    }

    @ParameterizedTest
    @EnumSource
    void aSessionScoresTheSameAloneInABatchAndInAnyOrder(Variant variant) {
        DeviceScorer scorer = scorer(variant);
        List<List<String>> sessions =
                List.of(
                        List.of("i1"),
                        List.of("i5", "i6", "i5", "i8"),
                        List.of("i30", "i31", "i33", "i34", "i36", "i38", "i40"));
        List<List<String>> turned = new ArrayList<>(sessions);
        Collections.reverse(turned);
        List<List<ScoredItem>> batch = scorer.recommend(sessions, 10);
        List<List<ScoredItem>> turnedBatch = scorer.recommend(turned, 10);
        for (int i = 0; i < sessions.size(); i++) {
            assertSame(scorer.recommend(List.of(sessions.get(i)), 10).get(0), batch.get(i));
            assertSame(turnedBatch.get(2 - i), batch.get(i));
        }
    }

    @Test
    void theSharesOfTextAreSharesAndABaseModelHasNone() {
        List<List<String>> session = List.of(List.of("i8", "i10"));
        assertThat(scorer(Variant.SEMSR_F).recommend(session, 20).get(0))
                .allSatisfy(item -> assertThat(item.textShare()).isBetween(0f, 1f))
                .anySatisfy(item -> assertThat(item.textShare()).isBetween(0.01f, 0.99f));
        assertThat(scorer(Variant.BASE).recommend(session, 20).get(0))
                .allSatisfy(item -> assertThat(item.textShare()).isNaN());
    }

    @ParameterizedTest
    @EnumSource
    void theVectorsOfShownItemsHaveLengthOne(Variant variant) {
        DeviceScorer scorer = scorer(variant);
        scorer.retire(List.of("i5"));

        Map<String, float[]> vectors = scorer.vectors(List.of("i4", "i5", "i4", "i6", "nobody"));

        assertThat(vectors).containsOnlyKeys("i4", "i6");
        assertThat(vectors.values())
                .allSatisfy(v -> assertThat(product(v, v)).isEqualTo(1, within(1e-5)));
        assertThat(product(vectors.get("i4"), vectors.get("i6"))).isLessThan(0.999);
        assertThat(scorer.vectors(List.of("nobody"))).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void theAttentionOfAClickedItemIsThatOfAllItsClicksThatTheModelLooksAt(Variant variant) {
        DeviceScorer scorer = scorer(variant);

        Map<String, Double> attention = scorer.attention(List.of("i5", "nobody", "i6", "i5", "i8"));

        assertThat(attention).containsOnlyKeys("i5", "i6", "i8");
        assertThat(attention.values()).allMatch(share -> share >= 0);
        assertThat(attention.values().stream().mapToDouble(share -> share).sum())
                .isEqualTo(1, within(1e-5));
        List<String> longer = new ArrayList<>(List.of("i59"));
        longer.addAll(Collections.nCopies(50, "i4"));
        assertThat(scorer.attention(longer)).containsOnlyKeys("i4");
        assertThat(scorer.attention(List.of("nobody"))).isEmpty();
        assertThat(scorer.attention(List.of())).isEmpty();
    }

    @Test
    void aRetiredItemStillCountsInTheAttention() {
        DeviceScorer scorer = scorer(Variant.SEMSR_F);
        Map<String, Double> before = scorer.attention(List.of("i5", "i6"));
        scorer.retire(List.of("i5"));
        assertThat(scorer.attention(List.of("i5", "i6"))).isEqualTo(before);
    }

    @Test
    void anArtefactOfBeforeTheSignatureServesTheSameWithoutAttention() throws IOException {
        Artefact earlier =
                ArtefactCopies.without(
                        ServingSignatures.ATTENTION,
                        ARTEFACTS.get(Variant.SEMSR_F),
                        folder.resolve("earlier"));
        DeviceScorer scorer = DeviceScorer.load(earlier.folder());
        open.add(scorer);
        List<String> session = List.of("i5", "i6");

        assertSame(
                scorer.recommend(List.of(session), 10).get(0),
                scorer(Variant.SEMSR_F).recommend(List.of(session), 10).get(0));
        assertThat(scorer.vectors(session)).hasSize(2);
        assertThat(scorer.attention(session)).isEmpty();
    }

    @Test
    void theArtefactKnowsItsItemsAndWhatIsPopularInTheirCategories() {
        DeviceScorer scorer = scorer(Variant.SEMSR_F);

        assertThat(scorer.catalogue().of("i4").narrowestCategory()).isEqualTo("Even");
        assertThat(scorer.catalogue().of("i5").attributes()).containsEntry("color", "red");
        scorer.catalogue().put("new", scorer.catalogue().of("i4"));
        assertThat(scorer.fallback().candidates(List.of("new"), FallbackReason.UNKNOWN_ITEMS))
                .filteredOn(item -> item.source() == Source.POPULAR_IN_CATEGORY)
                .isNotEmpty()
                .allMatch(
                        item -> scorer.catalogue().of(item.itemId()).categories().contains("Even"))
                .isSortedAccordingTo((a, b) -> Float.compare(b.score(), a.score()));
    }

    private static double product(float[] u, float[] v) {
        double sum = 0;
        for (int i = 0; i < u.length; i++) {
            sum += u[i] * v[i];
        }
        return sum;
    }

    /** Of the items i0 to i59, those with even and with odd numbers. */
    private static List<Item> catalogue() {
        return IntStream.range(0, 60)
                .mapToObj(
                        i ->
                                Item.newBuilder()
                                        .setItemId("i" + i)
                                        .setCategories(List.of(i % 2 == 0 ? "Even" : "Odd"))
                                        .setAttributes(Map.of("color", "red"))
                                        .build())
                .toList();
    }

    @ParameterizedTest
    @EnumSource
    void unknownItemsAreLeftOutAndASessionOfThemIsAnsweredByNothing(Variant variant) {
        DeviceScorer scorer = scorer(variant);
        List<List<ScoredItem>> lists =
                scorer.recommend(
                        List.of(
                                List.of("nobody"),
                                List.of("nobody", "i4"),
                                List.of(),
                                List.of("i4")),
                        5);
        assertThat(lists.get(0)).isEmpty();
        assertThat(lists.get(2)).isEmpty();
        assertSame(lists.get(1), lists.get(3));
        assertThat(scorer.recommend(List.of(), 5)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void onlyTheNewestClicksCount(Variant variant) {
        DeviceScorer scorer = scorer(variant);
        List<String> newest = IntStream.range(0, 50).mapToObj(i -> "i" + i).toList();
        List<String> longer = new ArrayList<>(List.of("i59", "i58"));
        longer.addAll(newest);
        assertSame(
                scorer.recommend(List.of(longer), 5).get(0),
                scorer.recommend(List.of(newest), 5).get(0));
    }

    @Test
    void moreThanTheCatalogueIsNotReturned() {
        List<ScoredItem> list =
                scorer(Variant.SEMSR_F).recommend(List.of(List.of("i4")), 500).get(0);
        assertThat(list).hasSize(TinyCorpus.ITEMS);
        assertThat(list).extracting(ScoredItem::itemId).doesNotHaveDuplicates();
    }

    @Test
    void itemsWithoutClicksAreKnownWithTextOnly() {
        assertThat(scorer(Variant.SEMSR_F).items()).hasSize(TinyCorpus.ITEMS).contains("i63");
        assertThat(scorer(Variant.BASE).items()).hasSize(TinyCorpus.CLICKED).doesNotContain("i63");
    }

    @Test
    void aNewItemIsRecommendedAtOnceLikeItsNeighboursInText() {
        DeviceScorer scorer = scorer(Variant.SEMSR_F);
        assertThat(scorer.upsert(List.of(new ItemText("new", TinyCorpus.textOf(12))))).isEqualTo(1);
        assertThat(scorer.items()).contains("new");
        List<String> list = ids(scorer.recommend(List.of(List.of("i8", "i10")), 10).get(0));
        assertThat(list).contains("new");
        assertThat(scorer.recommend(List.of(List.of("new")), 5).get(0)).hasSize(5);
    }

    @ParameterizedTest
    @EnumSource
    void aRetiredItemIsGoneUntilItComesBack(Variant variant) {
        DeviceScorer scorer = scorer(variant);
        List<List<String>> session = List.of(List.of("i8", "i10"));
        List<ScoredItem> before = scorer.recommend(session, 5).get(0);
        scorer.retire(List.of("i12", "nobody"));
        assertThat(ids(scorer.recommend(session, 500).get(0))).doesNotContain("i12");
        assertThat(scorer.items()).doesNotContain("i12");
        scorer.upsert(List.of(new ItemText("i12", TinyCorpus.textOf(12))));
        assertSame(scorer.recommend(session, 5).get(0), before);
    }

    @Test
    void theRowOfARetiredNewItemIsUsedAgain() {
        DeviceScorer scorer = scorer(Variant.SEMSR_F);
        int room = scorer.manifest().capacity() - scorer.manifest().items();
        List<ItemText> fill =
                IntStream.range(0, room)
                        .mapToObj(i -> new ItemText("new-" + i, TinyCorpus.textOf(i % 60)))
                        .toList();
        assertThat(scorer.upsert(fill)).isEqualTo(room);
        ItemText late = new ItemText("late", TinyCorpus.textOf(12));
        scorer.retire(List.of("new-3"));
        assertThat(scorer.upsert(List.of(late))).isEqualTo(1);
        assertThat(scorer.capacity()).isEqualTo(scorer.manifest().capacity());
        assertThat(ids(scorer.recommend(List.of(List.of("i10")), 5000).get(0)))
                .contains("late")
                .doesNotContain("new-3");
    }

    @Test
    void aFullTableGrowsAndScoresAsBefore() {
        DeviceScorer scorer = scorer(Variant.SEMSR_F);
        List<List<String>> session = List.of(List.of("i8", "i10"));
        Map<String, Float> before = scores(scorer.recommend(session, 10_000).get(0));
        int count = 2 * scorer.manifest().capacity();
        List<ItemText> fill =
                IntStream.range(0, count)
                        .mapToObj(i -> new ItemText("new-" + i, TinyCorpus.textOf(i % 60)))
                        .toList();
        assertThat(scorer.upsert(fill)).isEqualTo(count);

        Map<String, Float> after = scores(scorer.recommend(session, 10_000).get(0));

        assertThat(scorer.capacity()).isGreaterThan(scorer.manifest().capacity());
        assertThat(after).hasSize(before.size() + count);
        before.forEach((id, score) -> assertThat(after.get(id)).isCloseTo(score, within(1e-5f)));
        for (int i = 0; i < count; i++) { // those of one text, in the old part and the new one
            assertThat(after.get("new-" + i)).isCloseTo(after.get("new-" + i % 60), within(1e-5f));
        }
        String last = "new-" + (count - 1);
        assertThat(scorer.recommend(List.of(List.of(last)), 5).get(0)).hasSize(5);
        scorer.retire(List.of(last));
        assertThat(scores(scorer.recommend(session, 10_000).get(0))).doesNotContainKey(last);
    }

    private static Map<String, Float> scores(List<ScoredItem> list) {
        Map<String, Float> scores = new java.util.HashMap<>();
        list.forEach(item -> scores.put(item.itemId(), item.score()));
        return scores;
    }

    @Test
    void aBaseModelTakesNoNewItems() {
        assertThat(scorer(Variant.BASE).upsert(List.of(new ItemText("new", TinyCorpus.textOf(3)))))
                .isZero();
    }

    @Test
    void aVectorOfAnotherEncoderIsRefused() {
        DeviceScorer scorer = scorer(Variant.SEMSR_F);
        assertThatThrownBy(() -> scorer.upsert(List.of(new ItemText("new", new float[3]))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("item new is 3 wide")
                .hasMessageContaining("letters:title");
    }

    @Test
    void itemsChangeWhileOthersAreScored() throws Exception {
        DeviceScorer scorer = scorer(Variant.SEMSR_F);
        List<ScoredItem> expected = scorer.recommend(List.of(List.of("i40")), 3).get(0);
        Callable<Void> score =
                () -> {
                    for (int i = 0; i < 50; i++) {
                        assertSame(scorer.recommend(List.of(List.of("i40")), 3).get(0), expected);
                    }
                    return null;
                };
        Callable<Void> change =
                () -> {
                    for (int i = 0; i < 50; i++) {
                        scorer.upsert(List.of(new ItemText("new", TinyCorpus.textOf(10))));
                        scorer.retire(List.of("new"));
                    }
                    return null;
                };
        ExecutorService threads = Executors.newFixedThreadPool(3);
        try {
            for (Future<Void> done : threads.invokeAll(List.of(score, change, score))) {
                done.get();
            }
        } finally {
            threads.shutdown();
        }
    }

    @Test
    void aDamagedArtefactIsRefusedBeforeItIsLoaded() throws IOException {
        Path copy = folder.resolve("damaged");
        Artefact artefact =
                Trainer.train(
                                TinyCorpus.of(Variant.BASE),
                                TinyCorpus.settings(Variant.BASE).toBuilder().epochs(1).build(),
                                null,
                                false,
                                TrainingProgress.silent())
                        .export(copy, details());
        Path variables = artefact.savedModel().resolve("variables/variables.data-00000-of-00001");
        byte[] bytes = Files.readAllBytes(variables);
        bytes[bytes.length / 2] ^= 1;
        Files.write(variables, bytes);
        assertThatThrownBy(() -> DeviceScorer.load(copy))
                .isInstanceOf(DamagedArtefactException.class)
                .hasMessageContaining("variables.data-00000-of-00001");
    }

    @Test
    void aClosedScorerSaysSo() {
        DeviceScorer scorer = scorer(Variant.BASE);
        scorer.close();
        scorer.close();
        assertThatThrownBy(() -> scorer.recommend(List.of(List.of("i1")), 5))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("ring/1 is closed");
    }

    private DeviceScorer scorer(Variant variant) {
        DeviceScorer scorer = DeviceScorer.load(ARTEFACTS.get(variant).folder());
        open.add(scorer);
        return scorer;
    }

    private static ExportDetails details() {
        return new ExportDetails(
                "ring", "1", "title", null, null, Map.of(), Instant.parse("2026-01-01T00:00:00Z"));
    }

    private static List<String> ids(List<ScoredItem> list) {
        return list.stream().map(ScoredItem::itemId).toList();
    }

    private static void assertSame(List<ScoredItem> found, List<ScoredItem> expected) {
        assertThat(ids(found)).isEqualTo(ids(expected));
        for (int i = 0; i < found.size(); i++) {
            assertThat(found.get(i).score()).isCloseTo(expected.get(i).score(), within(1e-4f));
        }
    }
}
