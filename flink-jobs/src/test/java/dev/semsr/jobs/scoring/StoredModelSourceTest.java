package dev.semsr.jobs.scoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.semsr.core.fallback.FallbackReason;
import dev.semsr.core.scoring.ScoredItem;
import dev.semsr.jobs.testing.StoredModels;
import dev.semsr.model.artefact.DamagedArtefactException;
import dev.semsr.model.artefact.FileModelStore;
import dev.semsr.model.artefact.NoModelException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoredModelSourceTest {

    @TempDir private static Path made;
    @TempDir private Path store;

    @BeforeAll
    static void makeTwoVersions() {
        StoredModels.write(made, "shop", "1");
        StoredModels.write(made, "shop", "2");
    }

    @BeforeEach
    void publishThem() {
        FileModelStore models = new FileModelStore(store);
        models.publish(made.resolve("shop/1"));
        models.publish(made.resolve("shop/2"));
    }

    @Test
    void theLatestVersionIsTheNewestOne() {
        assertThat(used("latest")).isEqualTo("shop/2");
    }

    @Test
    void aVersionCanBeNamed() {
        assertThat(used("1")).isEqualTo("shop/1");
    }

    @Test
    void aDamagedNewestVersionIsPassedOverForTheOlderOne() throws IOException {
        Files.writeString(store.resolve("shop/2/items"), "damaged");

        assertThat(used("latest")).isEqualTo("shop/1");
    }

    @Test
    void soIsOneWithoutAManifest() throws IOException {
        Files.delete(store.resolve("shop/2/manifest.json"));

        assertThat(used("latest")).isEqualTo("shop/1");
    }

    @Test
    void aNamedVersionThatIsDamagedIsNotReplaced() throws IOException {
        Files.delete(store.resolve("shop/2/items"));

        assertThatThrownBy(() -> used("2"))
                .isInstanceOf(DamagedArtefactException.class)
                .hasMessageContaining("shop/2/items");
    }

    @Test
    void ifAllAreDamagedTheNewestIsNamed() throws IOException {
        Files.delete(store.resolve("shop/1/items"));
        Files.delete(store.resolve("shop/2/items"));

        assertThatThrownBy(() -> used("latest"))
                .isInstanceOf(DamagedArtefactException.class)
                .hasMessageContaining("shop/2/items");
    }

    @Test
    void noModelIsSaidWithWhatToDo() {
        assertThatThrownBy(
                        () -> new StoredModelSource(store.toString(), "none", "latest").artefact())
                .isInstanceOf(NoModelException.class)
                .hasMessageContaining("semsr train");
    }

    @Test
    void theModelIsLoadedOntoTheDevice() {
        try (LoadedModel model = new StoredModelSource(store.toString(), "shop", "latest").load()) {
            List<ScoredItem> best = model.scorer().recommend(List.of(List.of("item-3")), 10).get(0);

            assertThat(best).hasSize(10);
            assertThat(model.scorer().version()).isEqualTo("shop/2");
            assertThat(model.fallback().candidates(List.of(), FallbackReason.TIMEOUT)).isNotEmpty();
        }
    }

    private String used(String version) {
        return new StoredModelSource(store.toString(), "shop", version)
                .artefact()
                .manifest()
                .modelVersion();
    }
}
