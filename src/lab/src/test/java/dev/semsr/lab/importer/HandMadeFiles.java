package dev.semsr.lab.importer;

import dev.semsr.lab.csv.ImportReport;
import dev.semsr.lab.dataset.Dataset;
import dev.semsr.lab.dataset.DatasetFolder;
import dev.semsr.lab.dataset.RecordStream;
import dev.semsr.lab.progress.ProgressListener;
import dev.semsr.schemas.Click;
import dev.semsr.schemas.Item;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.io.TempDir;

/** Files written down in a test, and what an import makes of them. */
abstract class HandMadeFiles {

    @TempDir Path folder;

    ImportReport report;

    List<String> sessions(ImportSource source) {
        return sessions(source, null);
    }

    /** {@code session: items in order}, by first click. */
    List<String> sessions(ImportSource source, Duration gap) {
        run(source, gap);
        Dataset data = DatasetFolder.open(folder.resolve("out")).load();
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < data.sessionIds().size(); i++) {
            List<String> items =
                    data.sessions().get(i).stream()
                            .map(visit -> data.itemIds().get(visit.row()))
                            .toList();
            lines.add(data.sessionIds().get(i) + ": " + String.join(" ", items));
        }
        return lines;
    }

    void run(ImportSource source, Duration gap) {
        Clock clock = Clock.fixed(Instant.parse("2026-01-02T03:04:05Z"), ZoneOffset.UTC);
        report =
                new FormatImport("hand-made", false, 5, gap, clock)
                        .run(source, folder.resolve("out"), ProgressListener.silent());
    }

    List<Click> clicks() {
        List<Click> clicks = new ArrayList<>();
        try (RecordStream<Click> stream = DatasetFolder.open(folder.resolve("out")).clicks()) {
            stream.forEachRemaining(clicks::add);
        }
        return clicks;
    }

    List<Item> items() {
        return DatasetFolder.open(folder.resolve("out")).load().items();
    }

    Item item(String id) {
        return items().stream().filter(i -> i.getItemId().equals(id)).findFirst().orElseThrow();
    }

    Path file(String name, String text) {
        try {
            return Files.writeString(folder.resolve(name), text);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    Path gzipped(String name, String text) {
        Path file = folder.resolve(name);
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        return file;
    }
}
