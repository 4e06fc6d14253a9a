package dev.semsr.model.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.semsr.core.catalog.ItemIndex;
import dev.semsr.core.fallback.FallbackReason;
import dev.semsr.core.fallback.PopularItem;
import dev.semsr.core.neighbour.CoVisits.Follower;
import dev.semsr.core.ranking.Candidate;
import dev.semsr.model.artefact.Artefact;
import dev.semsr.model.network.Backbone;
import dev.semsr.model.network.Variant;
import dev.semsr.schemas.Item;
import dev.semsr.schemas.Source;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Old and new sessions: what was clicked a fortnight ago and what is clicked now. */
class FadingFallbackTest {

    private static final long DAY = Duration.ofDays(1).toMillis();
    private static final Duration WEEK = Duration.ofDays(7);

    /** "old" followed "a" three times, 14 days before "new" did once. */
    private static final Corpus CORPUS =
            new Corpus(
                    List.of("a", "old", "new"),
                    List.of(new int[] {0, 1}, new int[] {0, 1}, new int[] {0, 1}, new int[] {0, 2}),
                    List.of(),
                    null,
                    null,
                    List.of(
                            new long[] {0, 0},
                            new long[] {0, 0},
                            new long[] {0, 0},
                            new long[] {14 * DAY, 14 * DAY}));

    @TempDir Path folder;

    @Test
    void withoutAHalfLifeEachClickCountsOne() throws IOException {
        Artefact artefact = export(null);

        assertThat(artefact.popular())
                .containsExactly(
                        new PopularItem("a", 4),
                        new PopularItem("old", 3),
                        new PopularItem("new", 1));
        assertThat(artefact.coVisits().after(0)).extracting(Follower::row).containsExactly(1, 2);
        assertThat(Files.readString(artefact.folder().resolve("fallback/popular.tsv")))
                .isEqualTo("4\ta\n3\told\n1\tnew\n");
    }

    @Test
    void aClickOfTwoHalfLivesAgoCountsAQuarterInEveryStepOfTheLadder() {
        export(WEEK);
        Artefact artefact = Artefact.open(folder.resolve("model"));

        assertThat(artefact.popular())
                .extracting(PopularItem::itemId)
                .containsExactly("a", "new", "old");
        assertThat(artefact.popular().get(0).clicks()).isCloseTo(1.75, within(1e-6));
        assertThat(artefact.popular().get(2).clicks()).isCloseTo(0.75, within(1e-6));
        List<Follower> after = artefact.coVisits().after(0);
        assertThat(after).extracting(Follower::row).containsExactly(2, 1);
        assertThat(after.get(1).weight()).isCloseTo(0.75, within(1e-6));
        assertThat(after.get(1).share()).isCloseTo(0.75 / 1.75, within(1e-6));
        assertThat(artefact.manifest().settings()).containsEntry("fallbackHalfLife", "PT168H");
    }

    @Test
    void whatIsPopularInACategoryFadesToo() {
        Artefact artefact = export(WEEK);
        ItemIndex items = artefact.catalogue();

        assertThat(inCategory(artefact, items)).containsExactly("new", "old");
        assertThat(inCategory(export(null), items)).containsExactly("old", "new");
    }

    @Test
    void whatWasClickedLongAgoIsStillKnown() {
        Artefact artefact = export(Duration.ofMinutes(1));

        assertThat(artefact.popular()).extracting(PopularItem::itemId).contains("old");
        assertThat(artefact.coVisits().after(0))
                .allSatisfy(follower -> assertThat(follower.share()).isBetween(1e-7, 1.0));
    }

    @Test
    void clicksOfUnknownTimesCannotFade() {
        Corpus timeless = new Corpus(CORPUS.itemIds(), CORPUS.sessions(), List.of(), null, null);
        assertThatThrownBy(() -> ClickWeights.of(timeless, WEEK))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("unknown times");
    }

    /** A session of one unvisited item of the same category. */
    private static List<String> inCategory(Artefact artefact, ItemIndex items) {
        items.put("unvisited", items.of("old"));
        return artefact
                .fallback(items)
                .candidates(List.of("unvisited"), FallbackReason.UNKNOWN_ITEMS)
                .stream()
                .filter(candidate -> candidate.source() == Source.POPULAR_IN_CATEGORY)
                .map(Candidate::itemId)
                .filter(id -> !id.equals("a"))
                .toList();
    }

    private Artefact export(Duration halfLife) {
        TrainingSettings settings =
                TrainingSettings.defaults(Variant.BASE, Backbone.CORE_AVE).toBuilder()
                        .dimension(4)
                        .epochs(1)
                        .build();
        ExportDetails details =
                new ExportDetails("tiny", "v1", null, null, null, Map.of(), Instant.EPOCH)
                        .withItems(List.of(item("a"), item("old"), item("new")))
                        .withFallbackHalfLife(halfLife);
        return Trainer.train(CORPUS, settings, null, false, TrainingProgress.silent())
                .export(folder.resolve(halfLife == null ? "equal" : "model"), details);
    }

    private static Item item(String id) {
        return Item.newBuilder().setItemId(id).setCategories(List.of("Lamps")).build();
    }
}
