package dev.semsr.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.semsr.app.refresh.RefreshFolder;
import dev.semsr.app.refresh.RefreshLock;
import dev.semsr.jobs.testing.UnreliableFileSystem;
import dev.semsr.model.artefact.FileModelStore;
import dev.semsr.model.artefact.Manifest;
import dev.semsr.schemas.ArchivedSession;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A shop whose items follow one another in a ring, as its archive shows; no Kafka. */
class RefreshCommandTest {

    private static final Instant NOON = Instant.parse("2025-11-20T12:00:00Z");
    private static final int RING = 40;

    @TempDir private Path home;
    private int written;

    @BeforeEach
    void writeTheFirstSessions() throws IOException {
        archive(300);
    }

    @AfterEach
    void heal() {
        UnreliableFileSystem.heal();
    }

    @Test
    void theFirstRefreshPublishesAndTheNextLearnsOnWhenThereIsSomethingNew() throws IOException {
        JsonNode first = json(refresh());
        JsonNode idle = json(refreshAsBefore());
        archive(60);
        Invocation second = refreshAsBefore();

        assertThat(first.get("outcome").asText()).isEqualTo("published");
        assertThat(first.get("new_files").asInt()).isEqualTo(1);
        assertThat(idle.get("outcome").asText()).isEqualTo("nothing_new");
        assertThat(versions()).hasSize(2);
        Manifest next = versions().get(1);
        assertThat(next.version()).isEqualTo(json(second).get("version").asText());
        assertThat(next.settings().get("warmStart").toString())
                .startsWith("ring/" + first.get("version").asText());
        assertThat(next.settings()).containsEntry("fallbackHalfLife", "PT168H");
        assertThat(second.err()).contains("1/5 archive", "3/5 gate     no worse than ring/");
    }

    @Test
    void aRefreshThatWasCutOffGoesOnAtItsStepAndOnlyWithItsOptions() throws IOException {
        Path store = Files.writeString(home.resolve("models"), "in the way");
        Invocation cut = refresh();
        Files.delete(store);
        archive(20);

        Invocation other = refresh("--days=1");
        Invocation elsewhere = refresh("--items-topic=elsewhere");
        Invocation on = refresh();

        assertThat(cut.exitCode()).isEqualTo(1);
        assertThat(cut.err()).contains("2/5 train    ring/").doesNotContain("5/5");
        assertThat(other.exitCode()).isEqualTo(1);
        assertThat(other.err()).contains("asked for with other options", "--restart");
        assertThat(elsewhere.err()).contains("asked for with other options", "topic elsewhere");
        assertThat(on.err()).contains("1/5 archive  was done", "2/5 train    was done");
        assertThat(cut.err()).contains(json(on).get("version").asText());
        assertThat(json(refresh()).get("outcome").asText()).isEqualTo("published");
    }

    @Test
    void aWorseVersionIsRefusedAndTheNextRefreshBeginsAnew() throws IOException {
        String good = json(refresh()).get("version").asText();
        archive(30);

        Invocation refused =
                refreshAsBefore(
                        "--cold", "--variant=base", "--backbone=niser", "--learning-rate=1e-12");

        assertThat(refused.exitCode()).isEqualTo(1);
        assertThat(refused.err()).contains("is not published", "ring/" + good, "Recall@20");
        assertThat(versions()).hasSize(1);
        assertThat(folder().unfinished()).isEmpty();
    }

    @Test
    void twoAtOnceAreRefused() {
        try (RefreshLock lock = folder().lock().orElseThrow()) {
            assertThat(lock).isNotNull();
            Invocation second = refresh();
            assertThat(second.exitCode()).isEqualTo(1);
            assertThat(second.err()).contains("refresh of 'ring' is under way");
        }
    }

    @Test
    void tooFewSessionsFailAndDoNotStandInTheWayOfMore() throws IOException {
        Files.delete(home.resolve("archive/sessions/day=2025-11-20/part-0.avro"));
        archive(1);

        Invocation few = refresh();

        assertThat(few.exitCode()).isEqualTo(1);
        assertThat(folder().unfinished()).isEmpty();
    }

    @Test
    void aTrainingFromTheArchiveMayBeginFromAVersion() throws IOException {
        String version = json(refresh()).get("version").asText();

        JsonNode warm =
                json(
                        run(
                                "train",
                                "--from-archive",
                                "--name=ring",
                                "--warm-start=" + version,
                                "--epochs=0",
                                "--json"));
        Invocation other =
                run(
                        "train",
                        "--from-archive=" + home.resolve("archive"),
                        "--name=ring",
                        "--warm-start=latest",
                        "--variant=base",
                        "--backbone=core-ave",
                        "--json");

        assertThat(warm.get("epochs").asInt()).isZero();
        assertThat(warm.at("/validation/recall_at20").asDouble()).isGreaterThan(0.5);
        assertThat(other.exitCode()).isEqualTo(1);
        assertThat(other.err()).contains("ring/" + version + " (base/niser)", "base/core-ave");
        assertThat(run("train").exitCode()).isEqualTo(2);
    }

    @Test
    void anArchiveInAnotherFileSystemIsLearnedFromOnceItCanBeRead() throws IOException {
        String archive = "--archive=" + UnreliableFileSystem.address(home.resolve("archive"));
        UnreliableFileSystem.failToOpen("part-0.avro");
        Invocation away = refresh(archive);
        UnreliableFileSystem.heal();

        Invocation first = refresh(archive);
        Invocation again = refresh(archive);

        assertThat(away.exitCode()).isEqualTo(1);
        assertThat(away.err()).contains("cannot fetch sessions/day=2025-11-20/part-0.avro");
        assertThat(json(first).get("outcome").asText()).isEqualTo("published");
        assertThat(first.err()).doesNotContain("Going on");
        assertThat(json(again).get("outcome").asText()).isEqualTo("nothing_new");
    }

    @Test
    void aCatalogueThatCannotBeReadEndsTheRefreshAndTheNextMayNameAnother() {
        Invocation away =
                refresh(
                        "--items-topic=items",
                        "--bootstrap-servers=localhost:1",
                        "-P",
                        "default.api.timeout.ms=1500");

        assertThat(away.exitCode()).isEqualTo(1);
        assertThat(away.err()).contains("Topic 'items' at localhost:1 cannot be read");
        assertThat(folder().unfinished()).isEmpty();
        assertThat(versions()).isEmpty();
    }

    private RefreshFolder folder() {
        return new RefreshFolder(home.resolve("training/ring/refresh"));
    }

    private List<Manifest> versions() {
        return new FileModelStore(home.resolve("models")).versions("ring");
    }

    private Invocation refresh(String... more) {
        List<String> arguments =
                new ArrayList<>(
                        List.of(
                                "--variant=base",
                                "--backbone=niser",
                                "--dimension=16",
                                "--batch=64",
                                "--learning-rate=0.01",
                                "--epochs=2"));
        arguments.addAll(List.of(more));
        return refreshAsBefore(arguments.toArray(String[]::new));
    }

    /** Without a word on the network: it is that of the version that answers. */
    private Invocation refreshAsBefore(String... more) {
        List<String> arguments = new ArrayList<>(List.of("ring", "--no-rollout", "--json"));
        arguments.addAll(List.of(more));
        return run("refresh", arguments.toArray(String[]::new));
    }

    private Invocation run(String command, String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.add("--home=" + home);
        return Invocation.ofCommand(command, all.toArray(String[]::new));
    }

    private static JsonNode json(Invocation done) throws IOException {
        assertThat(done.exitCode()).as(done.err()).isZero();
        return new ObjectMapper().readTree(done.out());
    }

    /** A file of sessions, an hour after those before. */
    private void archive(int sessions) throws IOException {
        Random random = new Random(written);
        List<ArchivedSession> made = new ArrayList<>();
        for (int i = 0; i < sessions; i++) {
            Instant start = NOON.plusSeconds(3600L * written + 10L * i);
            made.add(ArchivedSessions.session("s-" + written + "-" + i, start, walk(random)));
        }
        ArchivedSessions.write(home.resolve("archive"), "part-" + written, made);
        written++;
    }

    private static List<String> walk(Random random) {
        List<String> items = new ArrayList<>();
        int item = random.nextInt(RING);
        for (int i = 0; i < 5; i++) {
            items.add("item-" + item);
            item = (item + 1 + random.nextInt(2)) % RING;
        }
        return items;
    }
}
