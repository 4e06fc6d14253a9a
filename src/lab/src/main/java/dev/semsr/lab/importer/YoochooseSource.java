package dev.semsr.lab.importer;

import dev.semsr.lab.csv.CsvRow;
import dev.semsr.lab.csv.CsvTable;
import dev.semsr.lab.csv.ProblemLog;
import dev.semsr.lab.progress.ProgressListener;
import dev.semsr.schemas.Action;
import dev.semsr.schemas.Item;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * Clicks of the RecSys Challenge 2015: {@code yoochoose-clicks.dat}, without header, session, time,
 * item and category.
 *
 * @param clicks the file
 */
public record YoochooseSource(Path clicks) implements ImportSource {

    private static final CsvTable.Layout LAYOUT =
            new CsvTable.Layout(",", List.of("session", "time", "item", "category"));

    @Override
    public String format() {
        return "yoochoose";
    }

    @Override
    public String files() {
        return clicks.getFileName().toString();
    }

    @Override
    public long readClicks(ClickTable table, ProblemLog problems, ProgressListener progress) {
        return new RowReader(problems, progress)
                .read(clicks, LAYOUT, List.of(), row -> add(row, table));
    }

    private static void add(CsvRow row, ClickTable table) {
        table.add(
                RowReader.required(row, "session"),
                RowReader.required(row, "item"),
                RowReader.isoMillis(row, "time"),
                Action.VIEW);
    }

    @Override
    public long readItems(
            Predicate<String> isWanted,
            Consumer<Item> items,
            ProblemLog problems,
            ProgressListener progress) {
        return 0;
    }
}
