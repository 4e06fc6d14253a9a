package dev.semsr.lab.csv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.semsr.lab.dataset.Dataset;
import dev.semsr.lab.dataset.DatasetFolder;
import dev.semsr.lab.progress.ProgressListener;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Real data sets, where the environment variable SEMSR_DATA names the folder that holds them. */
class SharedDataImportTest {

    private static final String VARIABLE = "SEMSR_DATA";
    private static final int LINES = 5_000;

    private static final Set<ProblemKind> LEFT_OUT =
            EnumSet.of(
                    ProblemKind.WRONG_NUMBER_OF_COLUMNS,
                    ProblemKind.EMPTY_FIELD,
                    ProblemKind.BAD_TIME_STAMP,
                    ProblemKind.TIME_STAMP_OUT_OF_RANGE,
                    ProblemKind.MISSING_TIME_STAMP,
                    ProblemKind.DUPLICATE_ROW);

    @TempDir private Path folder;

    @ParameterizedTest(allowZeroInvocations = true)
    @MethodSource("datasets")
    void theFirstLinesOfEveryDataSetAreImportedAsTheyStand(String name) throws IOException {
        Path source = data().resolve(name);
        Path interactions = folder.resolve("interactions.csv");
        long rows = copyHead(source.resolve("interactions.csv.gz"), interactions);
        Optional<Path> items =
                Optional.of(source.resolve("items.csv.gz")).filter(Files::isRegularFile);

        ImportReport report =
                new CsvImport(CsvImportSettings.defaults().withName(name))
                        .run(interactions, items, folder.resolve("out"), ProgressListener.silent());

        Dataset imported = DatasetFolder.open(folder.resolve("out")).load();
        assertThat(report.interactionRows()).isEqualTo(rows);
        assertThat(leftOut(report)).as(report.toText()).isLessThanOrEqualTo(rows / 100);
        assertThat(imported.visits()).hasSize((int) (rows - leftOut(report)));
        if (items.isEmpty()) {
            assertThat(imported.info().itemsWithTitle()).isZero();
        }
        assertThat(imported.sessions())
                .allSatisfy(
                        session ->
                                assertThat(session)
                                        .isSortedAccordingTo(
                                                (a, b) ->
                                                        Long.compare(
                                                                a.timeMillis(), b.timeMillis())));
    }

    @Test
    void theRealDataSetsAreThere() {
        assumeTrue(
                System.getenv(VARIABLE) != null,
                "Skipped: set the environment variable SEMSR_DATA to a folder of data sets");
        assertThat(datasets()).isNotEmpty();
    }

    static Stream<String> datasets() {
        if (System.getenv(VARIABLE) == null) {
            return Stream.empty();
        }
        try (Stream<Path> folders = Files.list(data())) {
            List<String> names =
                    folders.filter(f -> Files.isRegularFile(f.resolve("interactions.csv.gz")))
                            .map(f -> f.getFileName().toString())
                            .sorted()
                            .toList();
            return names.stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path data() {
        return Path.of(System.getenv(VARIABLE));
    }

    private static long leftOut(ImportReport report) {
        return report.problems().entrySet().stream()
                .filter(e -> LEFT_OUT.contains(e.getKey()))
                .mapToLong(Map.Entry::getValue)
                .sum();
    }

    /** Copies the header and the first lines; tells how many lines. */
    private static long copyHead(Path gzipped, Path plain) throws IOException {
        try (BufferedReader in =
                        new BufferedReader(
                                new InputStreamReader(
                                        new GZIPInputStream(Files.newInputStream(gzipped)),
                                        StandardCharsets.UTF_8));
                BufferedWriter out = Files.newBufferedWriter(plain)) {
            out.write(in.readLine() + "\n");
            long lines = 0;
            for (String line = in.readLine();
                    line != null && lines < LINES;
                    line = in.readLine(), lines++) {
                out.write(line + "\n");
            }
            return lines;
        }
    }
}
