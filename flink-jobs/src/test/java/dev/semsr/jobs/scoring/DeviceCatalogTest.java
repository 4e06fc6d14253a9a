package dev.semsr.jobs.scoring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.semsr.core.catalog.ItemAttributes;
import dev.semsr.core.scoring.ScoredItem;
import dev.semsr.jobs.testing.StoredModels;
import dev.semsr.model.device.DeviceScorer;
import dev.semsr.schemas.ItemVector;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/** Changes of the catalogue on a real model. */
@TestInstance(Lifecycle.PER_CLASS)
class DeviceCatalogTest {

    private DeviceScorer scorer;
    private DeviceCatalog catalog;

    @BeforeAll
    void load(@TempDir Path store) {
        StoredModels.writeWithText(store, "shop", "1");
        scorer = new StoredModelSource(store.toString(), "shop", "1").loadScorer();
        catalog = new DeviceCatalog(scorer);
    }

    @AfterAll
    void close() {
        scorer.close();
    }

    @Test
    void aNewItemCanBeRecommendedAtOnceAndNoMoreWhenItIsGone() {
        catalog.upsert(List.of(item("new", StoredModels.TEXT_ENCODER, StoredModels.TEXT_WIDTH)));
        assertThat(recommended()).contains("new");

        catalog.retire(List.of("new"));
        assertThat(recommended()).doesNotContain("new");
    }

    @Test
    void whatIsKnownOfAnItemFollowsTheCatalogueWhateverItsVector() {
        ItemVector item = item("known", "other:title", StoredModels.TEXT_WIDTH);
        item.setCategories(List.of("Home", "Lamps"));
        item.setBrand("Acme");
        item.setAttributes(Map.of("color", "red"));

        catalog.upsert(List.of(item));
        assertThat(scorer.catalogue().of("known"))
                .isEqualTo(
                        new ItemAttributes(
                                List.of("Home", "Lamps"), "Acme", true, Map.of("color", "red")));

        catalog.retire(List.of("known"));
        assertThat(scorer.catalogue().of("known").available()).isFalse();
    }

    @Test
    void vectorsOfAnotherEncoderAreLeftOut() {
        catalog.upsert(
                List.of(
                        item("other", "other:title", StoredModels.TEXT_WIDTH),
                        item("wide", StoredModels.TEXT_ENCODER, StoredModels.TEXT_WIDTH + 1),
                        item("fits", StoredModels.TEXT_ENCODER, StoredModels.TEXT_WIDTH)));

        assertThat(scorer.items()).contains("fits").doesNotContain("other", "wide");
    }

    @Test
    void anItemThatIsInStockAgainComesBackAlsoIfItsVectorIsOfAnotherEncoder() {
        assertThat(scorer.items()).contains("item-1");
        catalog.retire(List.of("item-1"));

        catalog.upsert(List.of(item("item-1", "other:title", StoredModels.TEXT_WIDTH)));

        assertThat(scorer.items()).contains("item-1");
    }

    @Test
    void vectorsOfAnotherEncoderAreCounted() {
        long before = catalog.refused();
        catalog.upsert(
                List.of(
                        item("other", "other:title", StoredModels.TEXT_WIDTH),
                        item("fits", StoredModels.TEXT_ENCODER, StoredModels.TEXT_WIDTH),
                        item("empty", StoredModels.TEXT_ENCODER, 0)));

        assertThat(catalog.refused() - before).isEqualTo(1);
    }

    @Test
    void anItemThatIsListedAgainCanBeRecommendedAgain() {
        ItemVector item = item("again", StoredModels.TEXT_ENCODER, StoredModels.TEXT_WIDTH);
        catalog.upsert(List.of(item));
        catalog.retire(List.of("again"));
        catalog.upsert(List.of(item));

        assertThat(recommended()).contains("again");

        catalog.retire(List.of("item-2"));
        assertThat(recommended()).doesNotContain("item-2");
        catalog.upsert(List.of(item("item-2", StoredModels.TEXT_ENCODER, 0)));

        assertThat(recommended()).contains("item-2");
        catalog.retire(List.of("again"));
    }

    @Test
    void anItemWhoseTextChangesIsOneItemStill() {
        ItemVector item = item("changing", StoredModels.TEXT_ENCODER, StoredModels.TEXT_WIDTH);
        catalog.upsert(List.of(item));
        int size = scorer.items().size();
        List<String> ids = recommended();
        item.setVector(Collections.nCopies(StoredModels.TEXT_WIDTH, -0.3f));
        catalog.upsert(List.of(item));

        assertThat(scorer.items()).hasSize(size);
        assertThat(recommended()).hasSameSizeAs(ids).containsOnlyOnce("changing");
    }

    private List<String> recommended() {
        return scorer.recommend(List.of(List.of("item-1")), 1_000).get(0).stream()
                .map(ScoredItem::itemId)
                .toList();
    }

    private static ItemVector item(String id, String encoder, int width) {
        return ItemVector.newBuilder()
                .setItemId(id)
                .setTextEncoder(encoder)
                .setTextHash("")
                .setVector(Collections.nCopies(width, 0.3f))
                .build();
    }
}
