package dev.semsr.lab.csv;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.semsr.lab.dataset.Dataset;
import dev.semsr.lab.dataset.DatasetFolder;
import dev.semsr.lab.dataset.Visit;
import dev.semsr.lab.json.LabJson;
import dev.semsr.lab.progress.Progress;
import dev.semsr.lab.progress.ProgressListener;
import dev.semsr.schemas.Item;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CsvImportTest {

    private static final Clock CLOCK =
            Clock.fixed(Instant.parse("2026-01-02T03:04:05Z"), ZoneOffset.UTC);

    @TempDir Path folder;

    private final CsvImportSettings settings = CsvImportSettings.defaults().withClock(CLOCK);

    @Test
    void everyQuirkIsCountedAndTheGoodRowsArrive() throws Exception {
        ImportReport report = importShop(settings);

        assertThat(report.problems())
                .containsOnly(
                        entry(ProblemKind.BROKEN_QUOTING, 3L),
                        entry(ProblemKind.WRONG_NUMBER_OF_COLUMNS, 2L),
                        entry(ProblemKind.EMPTY_FIELD, 3L),
                        entry(ProblemKind.BAD_TIME_STAMP, 1L),
                        entry(ProblemKind.TIME_STAMP_OUT_OF_RANGE, 2L),
                        entry(ProblemKind.MISSING_TIME_STAMP, 1L),
                        entry(ProblemKind.BAD_POSITION, 1L),
                        entry(ProblemKind.BAD_PRICE, 1L),
                        entry(ProblemKind.DUPLICATE_ROW, 1L),
                        entry(ProblemKind.DUPLICATE_ITEM, 1L),
                        entry(ProblemKind.UNKNOWN_ITEM, 2L));
        assertThat(report.interactionRows()).isEqualTo(17);
        assertThat(report.itemRows()).isEqualTo(7);
        assertThat(report.dataset().clicks()).isEqualTo(7);
        assertThat(report.dataset().items()).isEqualTo(5);
    }

    @Test
    void sessionsWithoutTimesAreKeptBeforeThoseThatHaveThem(@TempDir Path work) throws Exception {
        Path file = work.resolve("interactions.csv");
        Files.writeString(
                file,
                "session_id,item_id,timestamp,split\n"
                        + "old,a,,train\nold,b,,train\nolder,c,,train\nnew,a,1441940543,test\n");
        ImportReport report =
                new CsvImport(settings)
                        .run(file, Optional.empty(), work.resolve("out"), progress -> {});

        Dataset data = DatasetFolder.open(work.resolve("out")).load();
        assertThat(data.sessionIds()).containsExactly("old", "older", "new");
        assertThat(data.visits()).hasSize(4);
        assertThat(data.visits().get(3).timeMillis()).isEqualTo(1441940543000L);
        assertThat(data.info().timesSynthesised()).isFalse();
        assertThat(report.problems()).containsExactly(entry(ProblemKind.SESSION_WITHOUT_TIME, 3L));
    }

    @Test
    void problemsNameFileAndLine() throws Exception {
        ImportReport report = importShop(settings);

        assertThat(report.samples().stream().map(Problem::text))
                .contains(
                        "shop-interactions.csv:6: broken quoting: s2,u2,\"c",
                        "shop-interactions.csv:8: broken quoting: s3,u3,\"a\"x,1396314300,0,train,",
                        "shop-items.csv:5: broken quoting: c,,Lumo,,\"never closed,,",
                        "shop-items.csv:7: duplicate item id: a",
                        "shop-interactions.csv:5: duplicate row: s1 on b",
                        "shop-interactions.csv:12: time stamp missing where other rows of the session have one: s3"
                                + " on a",
                        "shop-interactions.csv:11: time stamp out of range: 1396314300000 is not"
                                + " between 1990-01-01 and 2026-01-03: these look like"
                                + " milliseconds, give seconds");
    }

    @Test
    void clicksLieInReplayOrderWithTheirContext() throws Exception {
        importShop(settings);

        Dataset dataset = DatasetFolder.open(folder.resolve("shop")).load();
        assertThat(dataset.visits().stream().map(Visit::eventId))
                .containsExactly("s1-1", "s2-1", "s2-2", "s1-2", "s3-1", "s3-2", "s3-3");
        assertThat(dataset.sessions().get(2).stream().map(v -> dataset.itemIds().get(v.row())))
                .containsExactly("ghost", "b", "a");
        assertThat(dataset.visits().get(0).timeMillis()).isEqualTo(1396314141719L);
    }

    @Test
    void itemsKeepTheirTextAndUnknownOnesHaveNone() throws Exception {
        importShop(settings);

        List<Item> items = DatasetFolder.open(folder.resolve("shop")).load().items();
        assertThat(items.stream().map(Item::getItemId))
                .containsExactly("a", "b", "d", "c", "ghost");
        Item camera = items.get(0);
        assertThat(camera.getTitle()).isEqualTo("Camera \"One\", black");
        assertThat(camera.getDescription()).isEqualTo("Two lines\nof \"text\"");
        assertThat(camera.getCategories()).containsExactly("Electronics", "Cameras");
        assertThat(camera.getPrice()).isEqualTo(129.90);
        assertThat(camera.getAttributes()).containsEntry("short_text", "norvale camera");
        assertThat(items.get(1).getTitle()).isEqualTo("5\" nail file");
        assertThat(items.get(4).getTitle()).isEmpty();
    }

    @Test
    void strictStopsAtTheFirstProblemAndWritesNothing() {
        assertThatThrownBy(() -> importShop(settings.withStrict(true)))
                .isInstanceOf(CsvImportException.class)
                .hasMessageContaining("shop-items.csv:4: bad price: cheap");
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void theReportReadsAsTextAndAsJson() throws Exception {
        ImportReport report = importShop(settings);

        assertThat(report.toText())
                .contains("shop: 7 clicks of 3 sessions on 5 items (3 with a title)")
                .contains("2 x item is not in the items file (click kept, item added without text)")
                .contains("  shop-interactions.csv:16: item is not in the items file: ghost");
        JsonNode json = LabJson.compact().readTree(report.toJson());
        assertThat(json.at("/dataset/clicks").asInt()).isEqualTo(7);
        assertThat(json.at("/problems/DUPLICATE_ROW").asInt()).isEqualTo(1);
    }

    @Test
    void samplesOfAKindAreLimited() throws Exception {
        Path file = write("many.csv", "session_id,item_id\n" + "x\n".repeat(30) + "s,a\n");

        ImportReport report = run(settings, file);

        assertThat(report.problems()).containsOnly(entry(ProblemKind.WRONG_NUMBER_OF_COLUMNS, 30L));
        assertThat(report.samples()).hasSize(10);
    }

    @Test
    void withoutTimeStampsTheOrderOfTheFileStands() throws Exception {
        Path file =
                write(
                        "plain.csv",
                        "session_id,item_id,timestamp,position\r\n7,a,,0\r\n3,b,,0\r\n7,a,,1\r\n");

        ImportReport report = run(settings, file);

        assertThat(report.dataset().timesSynthesised()).isTrue();
        assertThat(report.toText()).contains("times are made up").contains("No problems");
        Dataset dataset = DatasetFolder.open(folder.resolve("shop")).load();
        assertThat(dataset.visits().stream().map(Visit::eventId))
                .containsExactly("7-1", "3-1", "7-2");
        assertThat(dataset.visits().stream().map(Visit::timeMillis))
                .isSorted()
                .doesNotHaveDuplicates();
    }

    @Test
    void aUserIsASessionWhereThereIsNoSession() throws Exception {
        Path file = write("users.csv", "\uFEFFuser_id,item_id\nu1,a\nu1,b\n");

        run(settings, file);

        assertThat(DatasetFolder.open(folder.resolve("shop")).load().sessionIds())
                .containsExactly("u1");
    }

    @Test
    void aWrongHeaderSaysWhatIsExpectedAndWhatIsThere() throws Exception {
        Path file = write("wrong.csv", "visitor,product\n1,2\n");

        assertThatThrownBy(() -> run(settings, file))
                .hasMessage(
                        "wrong.csv:1: wrong header. Expected a header with the columns session_id"
                                + " or user_id, item_id; found: visitor,product");
    }

    @Test
    void emptyAndUselessFilesAreErrors() throws Exception {
        Path empty = write("empty.csv", "");
        Path header = write("header.csv", "session_id,item_id\n");
        Path useless = write("useless.csv", "session_id,item_id\n1\n");

        assertThatThrownBy(() -> run(settings, empty))
                .hasMessageStartingWith("empty.csv: the file is empty");
        assertThatThrownBy(() -> run(settings, header))
                .hasMessageContaining("header.csv: none of 0 rows")
                .hasMessageContaining("a header and nothing else");
        assertThatThrownBy(() -> run(settings, useless)).hasMessageContaining("useless.csv:2:");
        assertThatThrownBy(() -> run(settings, folder.resolve("none.csv")))
                .hasMessageContaining("none.csv is not there");
    }

    @Test
    void gzipIsRecognisedByItsBytes() throws Exception {
        Path file = folder.resolve("packed.csv");
        Files.write(file, gzip("session_id,item_id\n1,a\n1,b\n"));

        assertThat(run(settings, file).dataset().clicks()).isEqualTo(2);
    }

    @Test
    void aTruncatedGzipIsNamed() throws Exception {
        StringBuilder rows = new StringBuilder("session_id,item_id\n");
        for (int i = 0; i < 50_000; i++) {
            rows.append(i * 31L % 9973).append(',').append(i * 17L % 7919).append('\n');
        }
        byte[] whole = gzip(rows.toString());
        Path file = folder.resolve("cut.csv.gz");
        Files.write(file, Arrays.copyOf(whole, whole.length / 2));

        assertThatThrownBy(() -> run(settings, file))
                .isInstanceOf(CsvImportException.class)
                .hasMessageContaining("cut.csv.gz:")
                .hasMessageContaining("truncated");
        assertThat(folder.resolve("shop")).doesNotExist();
    }

    @Test
    void bytesThatAreNotUtf8AreNoted() throws Exception {
        Path file = folder.resolve("latin.csv");
        Files.write(
                file, "session_id,item_id\n1,caf\u00e9\n".getBytes(StandardCharsets.ISO_8859_1));

        assertThat(run(settings, file).problems())
                .containsOnly(entry(ProblemKind.BAD_ENCODING, 1L));
    }

    @Test
    void progressEndsWithAllRows() throws Exception {
        Path file = write("plain.csv", "session_id,item_id\n1,a\n1,b\n");
        List<Progress> reports = new ArrayList<>();

        new CsvImport(settings).run(file, Optional.empty(), folder.resolve("shop"), reports::add);

        assertThat(reports.get(reports.size() - 1).done()).isEqualTo(2);
        assertThat(reports.get(reports.size() - 1).finished()).isTrue();
    }

    private ImportReport importShop(CsvImportSettings with) throws URISyntaxException {
        return new CsvImport(with)
                .run(
                        resource("shop-interactions.csv"),
                        Optional.of(resource("shop-items.csv")),
                        folder.resolve("shop"),
                        ProgressListener.silent());
    }

    private ImportReport run(CsvImportSettings with, Path interactions) {
        return new CsvImport(with)
                .run(
                        interactions,
                        Optional.empty(),
                        folder.resolve("shop"),
                        ProgressListener.silent());
    }

    private static Path resource(String name) throws URISyntaxException {
        return Path.of(CsvImportTest.class.getResource(name).toURI());
    }

    private Path write(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    private static byte[] gzip(String text) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
    }
}
