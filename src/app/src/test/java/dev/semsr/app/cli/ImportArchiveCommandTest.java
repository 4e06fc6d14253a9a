package dev.semsr.app.cli;

import static dev.semsr.app.cli.ArchivedSessions.session;
import static org.assertj.core.api.Assertions.assertThat;

import dev.semsr.jobs.testing.UnreliableFileSystem;
import dev.semsr.lab.dataset.DatasetFolder;
import dev.semsr.lab.dataset.RecordStream;
import dev.semsr.schemas.ArchivedSession;
import dev.semsr.schemas.Item;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A file system of the tests stands for object stores: it fails when told to. */
class ImportArchiveCommandTest {

    private static final Instant NOON = Instant.parse("2025-11-20T12:00:00Z");

    @TempDir private Path home;
    @TempDir private Path store;
    private Path yesterday;
    private Path today;

    @BeforeEach
    void writeTwoDays() throws IOException {
        yesterday = write("old", session("s19", NOON.minusSeconds(86_400), List.of("a", "b")));
        today = write("new", session("s20", NOON, List.of("b", "c")));
    }

    @AfterEach
    void heal() {
        UnreliableFileSystem.heal();
    }

    @Test
    void anArchiveIsReadFromAnyFileSystemThatFlinkCanOpenAndLeavesNothingHere() throws IOException {
        long before = copies();

        Invocation imported = run(UnreliableFileSystem.address(store));

        assertThat(imported.exitCode()).as(imported.err()).isZero();
        assertThat(items()).containsExactlyInAnyOrder("a", "b", "c");
        assertThat(DatasetFolder.open(dataset()).info().source())
                .isEqualTo(UnreliableFileSystem.address(store));
        assertThat(copies()).isEqualTo(before);
    }

    @Test
    void itIsTheSameDataSetAsThatOfTheFolder() throws IOException {
        run(UnreliableFileSystem.address(store));
        byte[] remote = Files.readAllBytes(dataset().resolve("clicks.avro"));

        run(store.toString());

        assertThat(dataset().resolve("clicks.avro")).hasBinaryContent(remote);
    }

    @Test
    void daysOutsideOfTheWindowAreNeitherListedNorFetched() {
        UnreliableFileSystem.failAt(yesterday.getFileName().toString());

        Invocation imported = run(UnreliableFileSystem.address(store), "--days=1");

        assertThat(imported.exitCode()).as(imported.err()).isZero();
        assertThat(items()).containsExactlyInAnyOrder("b", "c");
    }

    @Test
    void aConnectionThatBreaksIsNoDamageOfTheFileAndNothingIsImported() throws IOException {
        long before = copies();
        UnreliableFileSystem.failToOpen(today.getFileName().toString());

        Invocation broken = run(UnreliableFileSystem.address(store));

        assertThat(broken.exitCode()).isEqualTo(1);
        assertThat(broken.err())
                .contains(
                        "cannot fetch sessions/day=2025-11-20/new.avro",
                        "connection refused",
                        store.toString())
                .doesNotContain("damaged");
        assertThat(dataset()).doesNotExist();
        assertThat(copies()).isEqualTo(before);
    }

    @Test
    void aFileThatWasDamagedThereIsNamedAndTheOthersAreRead() throws IOException {
        byte[] bytes = Files.readAllBytes(yesterday);
        Files.write(yesterday, Arrays.copyOf(bytes, bytes.length - 5));

        Invocation imported = run(UnreliableFileSystem.address(store));

        assertThat(imported.exitCode()).as(imported.err()).isZero();
        assertThat(imported.out()).contains("damaged file", "sessions/day=2025-11-19/old.avro");
        assertThat(items()).containsExactlyInAnyOrder("b", "c");
    }

    @Test
    void aStoreThatIsAwayOrHasNoArchiveOrNoFileSystemSaysSo() throws IOException {
        Invocation empty = run(UnreliableFileSystem.address(home));
        Invocation unknown = run("nowhere://bucket/archive");
        UnreliableFileSystem.failEverywhere();
        Invocation away = run(UnreliableFileSystem.address(store));

        assertThat(List.of(empty, unknown, away)).extracting(Invocation::exitCode).containsOnly(1);
        assertThat(empty.err()).contains("is no archive", home.toString());
        assertThat(unknown.err()).contains("nowhere://bucket/archive", "class path");
        assertThat(away.err()).contains("cannot list 'sessions'", "connection refused");
    }

    private Path write(String name, ArchivedSession session) throws IOException {
        return ArchivedSessions.write(store, name, List.of(session));
    }

    private Path dataset() {
        return home.resolve("datasets/archive");
    }

    private List<String> items() {
        List<String> ids = new ArrayList<>();
        try (RecordStream<Item> items = DatasetFolder.open(dataset()).items()) {
            items.forEachRemaining(item -> ids.add(item.getItemId()));
        }
        return ids;
    }

    private Invocation run(String archive, String... more) {
        List<String> arguments = new ArrayList<>(List.of(archive, "--home=" + home));
        arguments.addAll(List.of(more));
        return Invocation.ofCommand("import archive", arguments.toArray(String[]::new));
    }

    /** Copies of files of any archive on this machine. */
    private static long copies() throws IOException {
        try (Stream<Path> files = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
            return files.filter(file -> file.getFileName().toString().startsWith("semsr-archive-"))
                    .count();
        }
    }
}
