package dev.semsr.lab.importer;

import dev.semsr.lab.csv.CsvRow;
import dev.semsr.lab.csv.CsvTable;
import dev.semsr.lab.csv.ProblemLog;
import dev.semsr.lab.progress.ProgressListener;
import dev.semsr.schemas.Action;
import dev.semsr.schemas.Item;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * Views of the CIKM Cup 2016: {@code train-item-views.csv}, with semicolons; the day is a column
 * and the time of day milliseconds since the session began. Categories come from {@code
 * product-categories.csv}, names (hashed words) from {@code products.csv}.
 *
 * @param views the file of views
 * @param categories file of categories; null for none
 * @param products file of names; null for none
 */
public record DigineticaSource(Path views, Path categories, Path products) implements ImportSource {

    private static final CsvTable.Layout LAYOUT = new CsvTable.Layout(";", List.of());

    @Override
    public String format() {
        return "diginetica";
    }

    @Override
    public String files() {
        return views.getFileName().toString();
    }

    @Override
    public long readClicks(ClickTable table, ProblemLog problems, ProgressListener progress) {
        List<String> columns = List.of("sessionId", "itemId", "timeframe", "eventdate");
        boolean isOld = ImportHeaders.has(views, ";", "session_id");
        List<String> names =
                isOld ? List.of("session_id", "item_id", "timeframe", "eventdate") : columns;
        return new RowReader(problems, progress)
                .read(views, LAYOUT, names, row -> add(row, names, table));
    }

    private static void add(CsvRow row, List<String> names, ClickTable table) {
        table.add(
                RowReader.required(row, names.get(0)),
                RowReader.required(row, names.get(1)),
                RowReader.dayMillis(row, names.get(3)) + RowReader.number(row, names.get(2)),
                Action.VIEW);
    }

    @Override
    public long readItems(
            Predicate<String> isWanted,
            Consumer<Item> items,
            ProblemLog problems,
            ProgressListener progress) {
        RowReader reader = new RowReader(problems, progress);
        Map<String, String> categoryOf = new HashMap<>();
        long rows = 0;
        if (categories != null) {
            rows +=
                    reader.read(
                            categories,
                            LAYOUT,
                            List.of("itemId", "categoryId"),
                            row -> categoryOf.put(row.get("itemId"), row.get("categoryId")));
        }
        if (products != null) {
            rows +=
                    reader.read(
                            products,
                            LAYOUT,
                            List.of("itemId", "product.name.tokens"),
                            row -> name(row, categoryOf, isWanted, items));
        }
        for (String item : new ArrayList<>(categoryOf.keySet())) {
            if (isWanted.test(item)) {
                items.accept(item(item, "", categoryOf.get(item)));
            }
        }
        return rows;
    }

    private static void name(
            CsvRow row,
            Map<String, String> categoryOf,
            Predicate<String> isWanted,
            Consumer<Item> items) {
        String id = RowReader.required(row, "itemId");
        if (isWanted.test(id)) {
            String words = row.get("product.name.tokens").replace(',', ' ');
            items.accept(item(id, words, categoryOf.get(id)));
        }
    }

    private static Item item(String id, String title, String category) {
        return Item.newBuilder()
                .setItemId(id)
                .setTitle(title)
                .setCategories(category == null ? List.of() : List.of(category))
                .build();
    }
}
