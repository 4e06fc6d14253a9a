package dev.semsr.lab.importer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.semsr.lab.archive.ArchiveException;
import dev.semsr.lab.archive.ArchiveOnDisk;
import dev.semsr.lab.archive.ArchiveWindow;
import dev.semsr.lab.csv.CsvImportException;
import dev.semsr.lab.csv.Problem;
import dev.semsr.lab.csv.ProblemKind;
import dev.semsr.lab.csv.ProblemLog;
import dev.semsr.lab.dataset.DatasetException;
import dev.semsr.lab.progress.ProgressListener;
import dev.semsr.schemas.Action;
import dev.semsr.schemas.ArchivedClick;
import dev.semsr.schemas.ArchivedSession;
import dev.semsr.schemas.Click;
import dev.semsr.schemas.Item;
import dev.semsr.schemas.SessionErasure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.apache.avro.file.DataFileWriter;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecordBase;
import org.junit.jupiter.api.Test;

/** An archive as the job writes it, and what becomes of it. */
class ArchiveImportTest extends HandMadeFiles {

    private static final Instant NOON = Instant.parse("2025-11-20T12:00:00Z");

    @Test
    void sessionsOfAllDaysComeInTheOrderOfTime() {
        sessions("2025-11-20", "b", session("s2", NOON.plusSeconds(50), "c", "d"));
        sessions("2025-11-19", "a", session("s1", NOON.minusSeconds(86_400), "a", "b", "a"));

        assertThat(sessions(source())).containsExactly("s1: a b a", "s2: c d");
        assertThat(report.problemCount()).isZero();
        assertThat(report.interactionRows()).isEqualTo(2);
    }

    @Test
    void oneIdThatStandsForTwoSessionsMakesTwo() {
        sessions(
                "2025-11-20",
                "a",
                session("s", NOON, "a", "b"),
                session("s", NOON.plusSeconds(7200), "c"));

        assertThat(sessions(source())).containsExactly("s: a b", "s#2: c");
    }

    @Test
    void whatAShopperWantsForgottenIsLeftOutAndWhatCameLaterIsKept() {
        sessions(
                "2025-11-20",
                "a",
                session("gone", NOON, "a", "b"),
                session("kept", NOON, "a", "c"),
                session("gone", NOON.plusSeconds(9000), "d"));
        erasures("2025-11-25", "x", new SessionErasure("gone", NOON.plusSeconds(8000)));
        erasures("2025-11-20", "y", new SessionErasure("gone", NOON.minusSeconds(1)));

        ArchiveSource source = source();

        assertThat(sessions(source)).containsExactly("kept: a c", "gone: d");
        assertThat(source.erased()).isEqualTo(1);
        assertThat(items()).extracting(Item::getItemId).doesNotContain("b");
    }

    @Test
    void filesThatAreBeingWrittenAreNotRead() throws IOException {
        Path whole = sessions("2025-11-20", "a", session("s", NOON, "a", "b"));
        Files.copy(whole, whole.resolveSibling(".part-1.avro.inprogress.77"));
        Files.copy(whole, whole.resolveSibling(".part-2.avro"));
        Files.copy(whole, whole.resolveSibling("part-3.avro.tmp"));

        assertThat(sessions(source())).containsExactly("s: a b");
    }

    @Test
    void ofATruncatedFileTheRecordsBeforeTheDamageAreTakenAndTheFileIsNamed() throws IOException {
        List<ArchivedSession> many = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            many.add(session("s" + i, NOON.plusSeconds(i), "a", "b"));
        }
        Path file = sessions("2025-11-20", "cut", many.toArray(ArchivedSession[]::new));
        byte[] bytes = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(bytes, bytes.length - 30));
        sessions("2025-11-21", "whole", session("after", NOON.plusSeconds(86_400), "c", "d"));

        assertThat(sessions(source())).contains("s0: a b", "after: c d").hasSizeBetween(2, 40);
        assertThat(report.problems()).containsOnlyKeys(ProblemKind.DAMAGED_FILE);
        assertThat(report.samples())
                .extracting(Problem::file)
                .containsExactly("sessions/day=2025-11-20/cut.avro");
        assertThatThrownBy(() -> strict(source()))
                .isInstanceOf(CsvImportException.class)
                .hasMessageContaining("day=2025-11-20/cut.avro");
    }

    @Test
    void alteredAndEmptyFilesAreNamed() throws IOException {
        Path altered = sessions("2025-11-20", "altered", session("s", NOON, "a", "b"));
        byte[] bytes = Files.readAllBytes(altered);
        Arrays.fill(bytes, bytes.length - 60, bytes.length - 16, (byte) 0xff);
        Files.write(altered, bytes);
        Files.write(altered.resolveSibling("empty.avro"), new byte[0]);
        sessions("2025-11-21", "whole", session("t", NOON, "c", "d"));

        assertThat(sessions(source())).containsExactly("t: c d");
        assertThat(report.samples())
                .extracting(Problem::file)
                .containsExactly(
                        "sessions/day=2025-11-20/altered.avro",
                        "sessions/day=2025-11-20/empty.avro");
    }

    @Test
    void withoutAWholeFileOfErasuresNothingIsRead() throws IOException {
        sessions("2025-11-20", "a", session("s", NOON, "a", "b"));
        Path wishes = erasures("2025-11-20", "x", new SessionErasure("s", NOON));
        byte[] bytes = Files.readAllBytes(wishes);
        Files.write(wishes, Arrays.copyOf(bytes, bytes.length - 10));

        assertThatThrownBy(() -> sessions(source()))
                .isInstanceOf(ArchiveException.class)
                .hasMessageContaining("erasures/day=2025-11-20/x.avro");
        assertThat(folder.resolve("out")).doesNotExist();
    }

    @Test
    void onlyTheDaysAskedForAreRead() {
        sessions("2025-11-18", "a", session("s18", NOON.minusSeconds(172_800), "a"));
        sessions("2025-11-20", "b", session("s20", NOON, "a", "b"));
        sessions("2025-11-21", "c", session("s21", NOON.plusSeconds(86_400), "b"));

        assertThat(sessions(source(new ArchiveWindow(LocalDate.parse("2025-11-20"), 0))))
                .containsExactly("s20: a b", "s21: b");
        assertThat(sessions(source(new ArchiveWindow(null, 1)))).containsExactly("s21: b");
        assertThatThrownBy(
                        () -> sessions(source(new ArchiveWindow(LocalDate.parse("2025-12-01"), 0))))
                .isInstanceOf(ArchiveException.class)
                .hasMessageContaining("no complete file of sessions");
    }

    @Test
    void theCatalogueIsJoinedWithItemsThatNobodyClicked() {
        sessions("2025-11-20", "a", session("s", NOON, "a", "b"));
        Path catalogue = folder.resolve("items.avro");
        write(
                catalogue,
                Item.newBuilder().setItemId("a").setTitle("Anvil").build(),
                Item.newBuilder().setItemId("new").setTitle("Never clicked").build());

        run(source(new CatalogueFile(catalogue)), null);

        assertThat(items())
                .extracting(item -> item.getItemId() + " " + item.getTitle())
                .containsExactlyInAnyOrder("a Anvil", "new Never clicked", "b ");
    }

    @Test
    void aCatalogueThatIsCutOffIsNamed() throws IOException {
        sessions("2025-11-20", "a", session("s", NOON, "a", "b"));
        Path catalogue = folder.resolve("items.avro");
        write(catalogue, Item.newBuilder().setItemId("a").setTitle("Anvil").build());
        byte[] bytes = Files.readAllBytes(catalogue);
        Files.write(catalogue, Arrays.copyOf(bytes, bytes.length - 4));

        assertThatThrownBy(() -> run(source(new CatalogueFile(catalogue)), null))
                .isInstanceOf(DatasetException.class)
                .hasMessageContaining(catalogue.toString());
    }

    @Test
    void actionsAreKeptAndAnUnknownOneIsNoted() {
        ArchivedSession session = session("s", NOON, "a", "b", "c");
        session.getClicks().get(1).setAction("PURCHASE");
        session.getClicks().get(2).setAction("JUGGLE");
        sessions("2025-11-20", "a", session);

        run(source(), null);

        assertThat(clicks())
                .extracting(Click::getAction)
                .containsExactly(Action.VIEW, Action.PURCHASE);
        assertThat(report.samples().get(0).text())
                .contains("sessions/day=2025-11-20/a.avro:1: unknown action: 'JUGGLE'");
    }

    @Test
    void aCatalogueThatIsNotThereEndsTheImportBeforeTheArchiveIsRead() {
        Catalogue missing =
                new Catalogue() {
                    @Override
                    public void check() {
                        throw new IllegalStateException("no catalogue");
                    }

                    @Override
                    public long read(
                            Predicate<String> isWanted,
                            Consumer<Item> items,
                            ProblemLog problems,
                            ProgressListener progress) {
                        throw new AssertionError("read without a check");
                    }
                };

        assertThatThrownBy(() -> run(source(missing), null)).hasMessage("no catalogue");
    }

    @Test
    void aDayWithoutACompleteFileIsNoNewestDay() throws IOException {
        sessions("2025-11-19", "old", session("s19", NOON.minusSeconds(86_400), "a"));
        sessions("2025-11-20", "a", session("s20", NOON, "a", "b"));
        Path writing = file("sessions", "2025-11-21", ".writing");
        Files.createDirectories(writing.getParent());
        Files.writeString(writing, "cut");

        assertThat(sessions(source(new ArchiveWindow(null, 1)))).containsExactly("s20: a b");
    }

    @Test
    void aFolderThatIsNoArchiveIsNamed() {
        assertThatThrownBy(() -> sessions(source()))
                .isInstanceOf(ArchiveException.class)
                .hasMessageContaining(archive() + " is no archive");
    }

    private Path archive() {
        return folder.resolve("archive");
    }

    private ArchiveSource source() {
        return source(ArchiveWindow.ALL);
    }

    private ArchiveSource source(ArchiveWindow window) {
        return new ArchiveSource(new ArchiveOnDisk(archive()), window, Catalogue.NONE);
    }

    private ArchiveSource source(Catalogue catalogue) {
        return new ArchiveSource(new ArchiveOnDisk(archive()), ArchiveWindow.ALL, catalogue);
    }

    private void strict(ArchiveSource source) {
        new FormatImport("strict", true, 5, null, Clock.systemUTC())
                .run(source, folder.resolve("strict"), ProgressListener.silent());
    }

    private static ArchivedSession session(String id, Instant start, String... items) {
        List<ArchivedClick> clicks = new ArrayList<>();
        for (String item : items) {
            Instant time = start.plusSeconds(clicks.size());
            clicks.add(new ArchivedClick(id + time + item, item, time, "VIEW", null));
        }
        Instant end = clicks.get(clicks.size() - 1).getEventTime();
        return new ArchivedSession(id, clicks, start, end, start.plusMillis(20));
    }

    private Path sessions(String day, String name, ArchivedSession... sessions) {
        return write(file("sessions", day, name), sessions);
    }

    private Path erasures(String day, String name, SessionErasure... wishes) {
        return write(file("erasures", day, name), wishes);
    }

    private Path file(String kind, String day, String name) {
        return archive().resolve(kind).resolve("day=" + day).resolve(name + ".avro");
    }

    /** Small blocks, so that a file has several. */
    @SafeVarargs
    private static <T extends SpecificRecordBase> Path write(Path file, T... records) {
        try {
            Files.createDirectories(file.getParent());
            try (DataFileWriter<T> writer = new DataFileWriter<>(new SpecificDatumWriter<>())) {
                writer.setSyncInterval(200);
                writer.create(records[0].getSchema(), file.toFile());
                for (T record : records) {
                    writer.append(record);
                }
            }
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
