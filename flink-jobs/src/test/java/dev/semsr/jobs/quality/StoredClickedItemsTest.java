package dev.semsr.jobs.quality;

import static org.assertj.core.api.Assertions.assertThat;

import dev.semsr.jobs.quality.ClickedItems.Kind;
import dev.semsr.jobs.testing.StoredModels;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoredClickedItemsTest {

    @TempDir Path store;

    @Test
    void itemsOfTheVersionAreSeenOthersAreNewAndOfAMissingVersionNobodyKnows() {
        StoredModels.write(store, "shop", "1");
        ClickedItems items = new StoredClickedItems(store.toString());

        assertThat(items.kind("shop/1", "item-0")).isEqualTo(Kind.SEEN);
        assertThat(items.kind("shop/1", "brand-new")).isEqualTo(Kind.NEW);
        assertThat(items.kind("shop/2", "item-0")).isEqualTo(Kind.UNKNOWN);
        assertThat(items.kind("none", "item-0")).isEqualTo(Kind.UNKNOWN);
    }
}
