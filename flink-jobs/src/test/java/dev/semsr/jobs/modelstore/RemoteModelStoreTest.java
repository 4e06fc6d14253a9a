package dev.semsr.jobs.modelstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.semsr.jobs.testing.StoredModels;
import dev.semsr.jobs.testing.UnreliableFileSystem;
import dev.semsr.model.artefact.Artefact;
import dev.semsr.model.artefact.DamagedArtefactException;
import dev.semsr.model.artefact.FileModelStore;
import dev.semsr.model.artefact.NoModelException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A file system of the tests stands for object stores: it fails when told to. */
class RemoteModelStoreTest {

    @TempDir private Path remote;
    @TempDir private Path cache;
    private RemoteModelStore store;

    @BeforeEach
    void publishTwoVersions() throws IOException {
        StoredModels.write(remote, "shop", "1");
        StoredModels.write(remote, "shop", "2");
        Files.setLastModifiedTime(manifest("1"), FileTime.fromMillis(1_000_000));
        store = new RemoteModelStore(UnreliableFileSystem.address(remote), cache);
    }

    @AfterEach
    void heal() {
        UnreliableFileSystem.heal();
    }

    @Test
    void aVersionIsFetchedVerifiedAndUsedFromThisMachine() {
        Artefact fetched = store.open("shop", "1");

        assertThat(fetched.folder()).startsWith(cache);
        assertThat(fetched.manifest().modelVersion()).isEqualTo("shop/1");
        assertThat(fetched.itemIds()).hasSize(50);
    }

    @Test
    void aFetchedVersionIsNotFetchedAgainEvenIfTheStoreIsAway() {
        store.open("shop", "1");
        UnreliableFileSystem.failEverywhere();

        assertThat(store.open("shop", "1").manifest().version()).isEqualTo("1");
    }

    @Test
    void aFetchedCopyThatWasDamagedSinceIsFetchedAgain() throws IOException {
        Path folder = store.open("shop", "1").folder();
        Files.writeString(folder.resolve("items"), "cut off");

        assertThat(store.open("shop", "1").itemIds()).hasSize(50);
    }

    @Test
    void aVersionWithoutManifestIsNotThereYet() throws IOException {
        Files.delete(manifest("2"));

        assertThat(store.newestFirst("shop")).containsExactly("1");
        assertThatThrownBy(() -> store.open("shop", "2"))
                .isInstanceOf(NoModelException.class)
                .hasMessageContaining("manifest is not written yet")
                .hasMessageContaining("Versions there: 1.");
        assertThat(fetchedFiles()).isEmpty();
    }

    @Test
    void aVersionWhoseManifestIsHalfWrittenIsRefusedUntilItIsWhole() throws IOException {
        String whole = Files.readString(manifest("2"));
        Files.writeString(manifest("2"), whole.substring(0, whole.length() / 2));

        assertThatThrownBy(() -> store.open("shop", "2"))
                .isInstanceOf(DamagedArtefactException.class)
                .hasMessageContaining("manifest.json");
        assertThat(fetchedFiles()).isEmpty();

        Files.writeString(manifest("2"), whole);
        assertThat(store.open("shop", "2").manifest().version()).isEqualTo("2");
    }

    @Test
    void aVersionWithAMissingOrAlteredFileIsRefusedAndLeavesNothing() throws IOException {
        Files.delete(remote.resolve("shop/1/fallback/popular.tsv"));
        Files.writeString(remote.resolve("shop/2/items"), "other");

        assertThatThrownBy(() -> store.open("shop", "1"))
                .isInstanceOf(DamagedArtefactException.class)
                .hasMessageContaining("popular.tsv");
        assertThatThrownBy(() -> store.open("shop", "2"))
                .isInstanceOf(DamagedArtefactException.class)
                .hasMessageContaining("items");
        assertThat(fetchedFiles()).isEmpty();
    }

    @Test
    void aStoreThatBreaksOffWhileAVersionIsFetchedLeavesNothing() throws IOException {
        UnreliableFileSystem.failAt("/items");

        assertThatThrownBy(() -> store.open("shop", "1"))
                .isInstanceOf(UnreachableStoreException.class)
                .hasMessageContaining("cannot fetch shop/1")
                .hasMessageContaining("connection refused");
        assertThat(fetchedFiles()).isEmpty();

        UnreliableFileSystem.heal();
        assertThat(store.open("shop", "1").itemIds()).hasSize(50);
    }

    @Test
    void aStoreThatIsAwaySaysSoAndNotThatItIsEmpty() {
        UnreliableFileSystem.failEverywhere();

        assertThatThrownBy(() -> store.newestFirst("shop"))
                .isInstanceOf(UnreachableStoreException.class)
                .hasMessageContaining(remote.toString());
        assertThatThrownBy(() -> store.openLatest("shop"))
                .isInstanceOf(UnreachableStoreException.class);
    }

    @Test
    void aFileSystemThatFlinkDoesNotHaveIsAStoreThatCannotBeRead() {
        assertThatThrownBy(() -> new RemoteModelStore("nowhere://models", cache).open("shop", "1"))
                .isInstanceOf(UnreachableStoreException.class)
                .hasMessageContaining("nowhere")
                .hasMessageContaining("plug-ins");
    }

    @Test
    void aManifestThatNamesFilesOutsideOfItsVersionIsRefused() throws IOException {
        Files.writeString(
                manifest("1"),
                Files.readString(manifest("1")).replace("\"items\" : \"", "\"../../x\" : \""));

        assertThatThrownBy(() -> store.open("shop", "1"))
                .isInstanceOf(DamagedArtefactException.class)
                .hasMessageContaining("outside of its version");
        assertThat(fetchedFiles()).isEmpty();
    }

    @Test
    void theNewestVersionComesFirstAndOfAnUnknownModelThereIsNone() {
        assertThat(store.newestFirst("shop")).containsExactly("2", "1");
        assertThat(store.openLatest("shop").manifest().version()).isEqualTo("2");
        assertThat(store.newestFirst("other")).isEmpty();
        assertThatThrownBy(() -> store.openLatest("other"))
                .isInstanceOf(NoModelException.class)
                .hasMessageContaining("models upload");
    }

    @Test
    void anUploadedVersionCanBeFetchedAndIsNeverWrittenOver(@TempDir Path local) {
        StoredModels.write(local, "shop", "3");
        Artefact artefact = new FileModelStore(local).open("shop", "3");

        assertThat(store.upload(artefact)).endsWith("/shop/3");

        assertThat(store.open("shop", "3").manifest()).isEqualTo(artefact.manifest());
        assertThatThrownBy(() -> store.upload(artefact))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("never change");
    }

    @Test
    void anUploadThatBreaksOffIsNotThereAndCanBeRepeated(@TempDir Path local) {
        StoredModels.write(local, "shop", "3");
        Artefact artefact = new FileModelStore(local).open("shop", "3");
        UnreliableFileSystem.failAt("/items");

        assertThatThrownBy(() -> store.upload(artefact))
                .isInstanceOf(UnreachableStoreException.class)
                .hasMessageContaining("cannot write shop/3");

        UnreliableFileSystem.heal();
        assertThat(store.newestFirst("shop")).containsExactly("2", "1");
        store.upload(artefact);
        assertThat(store.newestFirst("shop")).containsExactly("3", "2", "1");
    }

    private Path manifest(String version) {
        return remote.resolve("shop").resolve(version).resolve("manifest.json");
    }

    private List<Path> fetchedFiles() throws IOException {
        try (Stream<Path> files = Files.walk(cache)) {
            return files.filter(Files::isRegularFile).toList();
        }
    }
}
