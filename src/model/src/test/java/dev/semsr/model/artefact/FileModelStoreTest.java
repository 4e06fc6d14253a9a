package dev.semsr.model.artefact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.semsr.core.fallback.FallbackLadder;
import dev.semsr.core.fallback.FallbackReason;
import dev.semsr.core.ranking.Candidate;
import dev.semsr.schemas.Source;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FileModelStoreTest {

    private static final Instant MORNING = Instant.parse("2026-11-25T08:00:00Z");

    @TempDir Path folder;

    private FileModelStore store;

    @BeforeEach
    void makeStore() {
        store = new FileModelStore(folder.resolve("store"));
    }

    @Test
    void aPublishedVersionIsWhatWasWritten() {
        Artefact written = SampleArtefact.write(folder.resolve("work"), "1", MORNING);
        Artefact published = store.publish(folder.resolve("work"));
        assertThat(published.folder()).isEqualTo(folder.resolve("store/shop/1"));
        assertThat(published.manifest()).isEqualTo(written.manifest());
        assertThat(published.itemIds()).isEqualTo(SampleArtefact.ITEMS);
        assertThat(published.popular()).isEqualTo(SampleArtefact.POPULAR);
        assertThat(published.coVisits().after(0))
                .containsExactlyElementsOf(SampleArtefact.CO_VISITS.after(0));
        assertThat(published.manifest().modelVersion()).isEqualTo("shop/1");
        assertThat(published.manifest().fullVariant()).isEqualTo("semsr-f/niser");
    }

    @Test
    void versionsAreListedOldestFirstAndTheLatestIsTheLastMade() {
        publish("b", MORNING);
        publish("c", MORNING.minusSeconds(60));
        publish("a", MORNING.plusSeconds(60));
        assertThat(store.versions("shop"))
                .extracting(Manifest::version)
                .containsExactly("c", "b", "a");
        assertThat(store.latest("shop")).map(Manifest::version).contains("a");
        assertThat(store.openLatest("shop").manifest().version()).isEqualTo("a");
        assertThat(store.names()).containsExactly("shop");
    }

    @Test
    void aVersionNeverChanges() {
        publish("1", MORNING);
        assertThatThrownBy(() -> store.publish(folder.resolve("work-1")))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("shop/1")
                .hasMessageContaining("another version");
    }

    @Test
    void anEmptyStoreSaysHowToGetAModel() {
        assertThat(store.latest("shop")).isEmpty();
        assertThatThrownBy(() -> store.openLatest("shop"))
                .isInstanceOf(NoModelException.class)
                .hasMessageContaining("'shop'")
                .hasMessageContaining(folder.toString())
                .hasMessageContaining("./semsr train")
                .hasMessageContaining("./semsr publish");
    }

    @Test
    void anUnknownVersionNamesThoseThatAreThere() {
        publish("1", MORNING);
        assertThatThrownBy(() -> store.open("shop", "2"))
                .isInstanceOf(NoModelException.class)
                .hasMessageContaining("'2'")
                .hasMessageContaining("versions there: 1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "items",
                "fallback/popular.tsv",
                "fallback/co-visits.tsv",
                "saved_model/saved_model.pb",
                "saved_model/variables/data"
            })
    void anAlteredFileIsNamed(String file) throws IOException {
        Path altered = publish("1", MORNING).folder().resolve(file);
        byte[] bytes = Files.readAllBytes(altered);
        bytes[0] ^= 1;
        Files.write(altered, bytes);
        assertThatThrownBy(() -> store.open("shop", "1"))
                .isInstanceOf(DamagedArtefactException.class)
                .hasMessageContaining(altered.toString())
                .hasMessageContaining("SHA-256")
                .hasMessageContaining("Publish the model again");
    }

    @Test
    void aMissingFileIsNamed() throws IOException {
        Path missing = publish("1", MORNING).folder().resolve("saved_model/saved_model.pb");
        Files.delete(missing);
        assertThatThrownBy(() -> store.open("shop", "1"))
                .isInstanceOf(DamagedArtefactException.class)
                .hasMessageContaining(missing + " is missing");
    }

    @Test
    void theFallbackOfAnArtefactGoesFromCoVisitsToPopularItems() {
        FallbackLadder fallback = publish("1", MORNING).fallback();

        assertThat(fallback.candidates(List.of("a"), FallbackReason.TIMEOUT))
                .extracting(Candidate::itemId, Candidate::source)
                .startsWith(
                        tuple("item with spaces\tand a tab", Source.CO_VISIT),
                        tuple("b", Source.CO_VISIT))
                .endsWith(tuple("a", Source.POPULAR));
    }

    @Test
    void anArtefactMadeBeforeThereWereCoVisitsStillOpens() throws IOException {
        Path old = publish("1", MORNING).folder();
        Files.delete(old.resolve("fallback/co-visits.tsv"));
        Path manifest = old.resolve("manifest.json");
        Files.writeString(
                manifest,
                Files.readString(manifest)
                        .replaceAll("\"fallback/co-visits.tsv\" : \"[0-9a-f]+\",\\s+", ""));

        assertThat(store.open("shop", "1").coVisits().after(0)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "1.0\t7:1.0", "1.0\t-1:1.0", "1.0\t1", "1.0\t1:", "1\n1\n1\n1"})
    void coVisitsThatAreNoneAreRefused(String line) throws IOException {
        Path file = folder.resolve("fallback/co-visits.tsv");
        Files.createDirectories(file.getParent());
        Files.writeString(file, line + "\n");

        assertThatThrownBy(() -> CoVisitsFile.read(folder, 3))
                .isInstanceOf(DamagedArtefactException.class)
                .hasMessageContaining(file.toString());
    }

    @Test
    void aManifestOfAnotherFormatIsRefused() throws IOException {
        Path manifest = publish("1", MORNING).folder().resolve("manifest.json");
        Files.writeString(
                manifest, Files.readString(manifest).replace("\"format\" : 1", "\"format\" : 2"));
        assertThatThrownBy(() -> store.open("shop", "1"))
                .isInstanceOf(DamagedArtefactException.class)
                .hasMessageContaining("has format 2, but this program reads format 1");
    }

    @Test
    void aManifestThatIsCutOffIsRefused() throws IOException {
        Path manifest = publish("1", MORNING).folder().resolve("manifest.json");
        Files.writeString(manifest, Files.readString(manifest).substring(0, 50));
        assertThatThrownBy(() -> store.open("shop", "1"))
                .isInstanceOf(DamagedArtefactException.class)
                .hasMessageContaining("is no manifest");
    }

    @Test
    void aDamagedArtefactIsNotPublishedAndLeavesNothingBehind() throws IOException {
        SampleArtefact.write(folder.resolve("work"), "1", MORNING);
        Files.writeString(folder.resolve("work/items"), "x\ny\nz\n");
        assertThatThrownBy(() -> store.publish(folder.resolve("work")))
                .isInstanceOf(DamagedArtefactException.class);
        assertThat(folder.resolve("store/shop")).doesNotExist();
    }

    @Test
    void anArtefactThatFailsWhileItIsWrittenLeavesNothingBehind() throws IOException {
        Path target = folder.resolve("work");
        assertThatThrownBy(
                        () ->
                                ArtefactWriter.write(
                                        target,
                                        SampleArtefact.write(folder.resolve("x"), "1", MORNING)
                                                .manifest(),
                                        SampleArtefact.ITEMS,
                                        SampleArtefact.POPULAR,
                                        SampleArtefact.CO_VISITS,
                                        savedModel -> {
                                            throw new IOException("disk full");
                                        }))
                .hasRootCauseMessage("disk full");
        try (Stream<Path> left = Files.list(folder)) {
            assertThat(left.map(path -> path.getFileName().toString())).containsExactly("x");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"../elsewhere", "a/b", "", ".hidden"})
    void namesThatLeaveTheStoreAreRefused(String name) {
        assertThatThrownBy(() -> store.open("shop", name)).isInstanceOf(RuntimeException.class);
        assertThatThrownBy(() -> store.open(name, "1"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("no name of a model or version");
    }

    @Test
    void aModelWhoseAnswersDependOnTheBatchIsRefused(@TempDir Path folder) {
        Path artefact = folder.resolve("leaking");
        SampleArtefact.write(artefact, "1", Instant.EPOCH, "msgat-author");
        FileModelStore store = new FileModelStore(folder.resolve("store"));

        assertThatThrownBy(() -> store.publish(artefact))
                .hasMessageContaining("msgat-author cannot be published")
                .hasMessageContaining("--backbone msgat");
        assertThat(store.names()).isEmpty();
    }

    @Test
    void newVersionsSortByTime() {
        assertThat(FileModelStore.newVersion(Clock.fixed(MORNING, ZoneOffset.UTC)))
                .isEqualTo("20261125-080000");
    }

    private Artefact publish(String version, Instant created) {
        Path work = folder.resolve("work-" + version);
        SampleArtefact.write(work, version, created);
        return store.publish(work);
    }
}
