package dev.semsr.lab.importer;

import dev.semsr.lab.csv.CsvRow;
import dev.semsr.lab.csv.CsvTable;
import dev.semsr.lab.csv.ProblemKind;
import dev.semsr.lab.csv.ProblemLog;
import dev.semsr.lab.progress.ProgressListener;
import dev.semsr.schemas.Action;
import dev.semsr.schemas.Item;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * Any CSV file with a header, its columns named by the user.
 *
 * @param clicks file of clicks
 * @param items file of items; null for none
 * @param columns names of the columns
 */
public record ColumnsSource(Path clicks, Path items, Columns columns) implements ImportSource {

    /** Units of a time column. */
    public enum TimeFormat {
        /** Seconds since 1970. */
        SECONDS,
        /** Milliseconds since 1970. */
        MILLIS,
        /** Such as 2014-04-01T03:00:00Z. */
        ISO
    }

    /**
     * Names of columns.
     *
     * @param session session or user
     * @param item item
     * @param time time; null for none
     * @param timeFormat unit of the time
     * @param itemId id in the file of items
     * @param title title
     * @param brand brand; null for none
     * @param category category; null for none
     * @param description description; null for none
     * @param price price; null for none
     * @param delimiter between fields
     */
    public record Columns(
            String session,
            String item,
            String time,
            TimeFormat timeFormat,
            String itemId,
            String title,
            String brand,
            String category,
            String description,
            String price,
            String delimiter) {}

    @Override
    public String format() {
        return "columns";
    }

    @Override
    public String files() {
        return clicks.getFileName().toString();
    }

    @Override
    public long readClicks(ClickTable table, ProblemLog problems, ProgressListener progress) {
        List<String> required =
                columns.time() == null
                        ? List.of(columns.session(), columns.item())
                        : List.of(columns.session(), columns.item(), columns.time());
        return new RowReader(problems, progress)
                .read(clicks, layout(), required, row -> add(row, table));
    }

    private CsvTable.Layout layout() {
        return new CsvTable.Layout(columns.delimiter(), List.of());
    }

    private void add(CsvRow row, ClickTable table) {
        table.add(
                RowReader.required(row, columns.session()),
                RowReader.required(row, columns.item()),
                columns.time() == null ? ClickTable.NO_TIME : time(row),
                Action.VIEW);
    }

    private long time(CsvRow row) {
        return switch (columns.timeFormat()) {
            case ISO -> RowReader.isoMillis(row, columns.time());
            case MILLIS -> RowReader.number(row, columns.time());
            case SECONDS -> seconds(RowReader.required(row, columns.time()));
        };
    }

    private static long seconds(String text) {
        try {
            double seconds = Double.parseDouble(text);
            if (Double.isFinite(seconds)) {
                return Math.round(seconds * 1000);
            }
            throw new RowReader.BadRow(
                    ProblemKind.BAD_TIME_STAMP, "'" + text + "', expected seconds since 1970");
        } catch (NumberFormatException e) {
            throw new RowReader.BadRow(
                    ProblemKind.BAD_TIME_STAMP, "'" + text + "', expected seconds since 1970");
        }
    }

    @Override
    public long readItems(
            Predicate<String> isWanted,
            Consumer<Item> found,
            ProblemLog problems,
            ProgressListener progress) {
        if (items == null) {
            return 0;
        }
        return new RowReader(problems, progress)
                .read(
                        items,
                        layout(),
                        List.of(columns.itemId(), columns.title()),
                        row -> item(row, isWanted, found));
    }

    private void item(CsvRow row, Predicate<String> isWanted, Consumer<Item> found) {
        String id = RowReader.required(row, columns.itemId());
        if (isWanted.test(id)) {
            String category = ItemText.cleanOrNull(field(row, columns.category()));
            found.accept(
                    Item.newBuilder()
                            .setItemId(id)
                            .setTitle(ItemText.clean(row.get(columns.title())))
                            .setBrand(ItemText.cleanOrNull(field(row, columns.brand())))
                            .setCategories(
                                    category == null
                                            ? List.of()
                                            : List.of(category.split("\\s*\\|\\s*")))
                            .setDescription(ItemText.cleanOrNull(field(row, columns.description())))
                            .setPrice(ItemText.price(field(row, columns.price())))
                            .build());
        }
    }

    private static String field(CsvRow row, String column) {
        return column == null ? "" : row.get(column);
    }
}
