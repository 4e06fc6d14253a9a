package dev.semsr.lab.importer;

import dev.semsr.lab.csv.CsvImportException;
import dev.semsr.lab.csv.ImportReport;
import dev.semsr.lab.csv.ProblemLog;
import dev.semsr.lab.dataset.DatasetInfo;
import dev.semsr.lab.dataset.DatasetOrigin;
import dev.semsr.lab.dataset.DatasetWriter;
import dev.semsr.lab.progress.ProgressListener;
import dev.semsr.lab.progress.ProgressMeter;
import dev.semsr.schemas.Click;
import dev.semsr.schemas.Item;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Imports files of one format into a data-set folder. Clicks are held as numbers until they are
 * sorted; items are read once and written as they come, those that were never clicked left out
 * unless the source wants them.
 */
public final class FormatImport {

    private static final long FIRST_MADE_UP_TIME =
            Instant.parse("2020-01-01T00:00:00Z").toEpochMilli();
    private static final long MADE_UP_STEP = 1000;

    private final String name;
    private final boolean strict;
    private final int samples;
    private final Duration gap;
    private final Clock clock;

    /**
     * An import.
     *
     * @param name name of the data set
     * @param strict whether to fail on the first problem
     * @param samples how many problems of each kind to keep with file and line
     * @param gap where to cut a visitor's clicks into sessions; null to leave them together
     * @param clock tells when it was made
     */
    public FormatImport(String name, boolean strict, int samples, Duration gap, Clock clock) {
        this.name = name;
        this.strict = strict;
        this.samples = samples;
        this.gap = gap;
        this.clock = clock;
    }

    /**
     * Reads the files and writes the data set.
     *
     * @param target folder to make; a data set there is replaced
     * @throws CsvImportException if nothing can be used, or on the first problem of a strict import
     */
    public ImportReport run(ImportSource source, Path target, ProgressListener progress) {
        long begun = System.nanoTime();
        ProblemLog problems = new ProblemLog(strict, samples);
        ClickTable clicks = new ClickTable(clock.instant());
        long rows = source.readClicks(clicks, problems, progress);
        if (clicks.size() == 0) {
            throw nothing(source, rows, problems);
        }
        boolean timeless = clicks.isTimeless();
        if (gap != null && !timeless) {
            SessionCut.apply(clicks, gap);
        }
        try (DatasetWriter writer = new DatasetWriter(target)) {
            long itemRows = writeItems(source, clicks, writer, problems, progress);
            writeClicks(clicks, timeless, writer, progress);
            DatasetInfo info =
                    writer.commit(
                            new DatasetOrigin(
                                    name,
                                    source.files(),
                                    source.format(),
                                    clock.instant(),
                                    timeless));
            return new ImportReport(
                    info,
                    rows,
                    itemRows,
                    problems.counts(),
                    problems.samples(),
                    (System.nanoTime() - begun) / 1e9);
        } catch (IOException e) {
            throw new UncheckedIOException(target + " cannot be tidied up", e);
        }
    }

    private static CsvImportException nothing(ImportSource source, long rows, ProblemLog problems) {
        String why =
                problems.samples().isEmpty()
                        ? "is the format right?"
                        : "the first problem is " + problems.samples().get(0).text();
        return new CsvImportException(
                source.files() + ": none of " + rows + " records can be used; " + why);
    }

    private static long writeItems(
            ImportSource source,
            ClickTable clicks,
            DatasetWriter writer,
            ProblemLog problems,
            ProgressListener progress) {
        Set<String> written = new HashSet<>();
        long rows =
                source.readItems(
                        id ->
                                (source.wantsUnclicked() || clicks.knows(id))
                                        && !written.contains(id),
                        item -> {
                            written.add(item.getItemId());
                            writer.add(item);
                        },
                        problems,
                        progress);
        for (String id : clicks.itemIds()) {
            if (!written.contains(id)) {
                writer.add(Item.newBuilder().setItemId(id).build());
            }
        }
        return rows;
    }

    private static void writeClicks(
            ClickTable clicks, boolean timeless, DatasetWriter writer, ProgressListener progress) {
        Map<String, Integer> clicksOfSession = new HashMap<>();
        ProgressMeter meter = new ProgressMeter(progress, "Writing", "clicks", clicks.size());
        int[] order = ClickOrder.byTime(clicks);
        for (int place = 0; place < order.length; place++) {
            int click = timeless ? place : order[place];
            long time = timeless ? FIRST_MADE_UP_TIME + place * MADE_UP_STEP : clicks.time(click);
            String session = clicks.sessionId(click);
            int number = clicksOfSession.merge(session, 1, Integer::sum);
            writer.add(
                    Click.newBuilder()
                            .setEventId(session + "-" + number)
                            .setSessionId(session)
                            .setItemId(clicks.itemId(click))
                            .setEventTime(Instant.ofEpochMilli(time))
                            .setAction(clicks.action(click))
                            .build());
            meter.add(1);
        }
        meter.finish();
    }
}
