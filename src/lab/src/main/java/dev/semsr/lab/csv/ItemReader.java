package dev.semsr.lab.csv;

import dev.semsr.lab.progress.ProgressListener;
import dev.semsr.lab.progress.ProgressMeter;
import dev.semsr.schemas.Item;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Reads an items file: {@code item_id}, {@code title} and, if there, {@code brand}, {@code
 * category} (a path joined by {@code |}), {@code description} and {@code price}. Other columns
 * become attributes of the item.
 */
final class ItemReader {

    private static final List<List<String>> REQUIRED =
            List.of(List.of("item_id"), List.of("title"));
    private static final Set<String> KNOWN =
            Set.of("item_id", "title", "brand", "category", "description", "price");
    private static final int MAX_LINES_OF_A_RECORD = 200;

    private final ProblemLog problems;
    private long rows;

    ItemReader(ProblemLog problems) {
        this.problems = problems;
    }

    /** Records in the file, good ones or not. */
    long rows() {
        return rows;
    }

    /** The items by id, in the order of the file. */
    Map<String, Item> read(Path path, ProgressListener progress) {
        Map<String, Item> items = new LinkedHashMap<>();
        try (CsvTable table = new CsvTable(path, REQUIRED, MAX_LINES_OF_A_RECORD, problems)) {
            ProgressMeter meter =
                    new ProgressMeter(progress, "Reading " + table.file(), "rows", -1);
            for (CsvRow row = table.next(); row != null; row = table.next()) {
                meter.add(1);
                add(row, items);
            }
            meter.finish();
            rows = table.records();
        } catch (IOException e) {
            throw new UncheckedIOException(path + " cannot be closed", e);
        }
        return items;
    }

    private void add(CsvRow row, Map<String, Item> items) {
        String id = row.get("item_id");
        if (id.isEmpty()) {
            problems.add(ProblemKind.EMPTY_FIELD, row.file(), row.line(), "item_id");
        } else if (items.containsKey(id)) {
            problems.add(ProblemKind.DUPLICATE_ITEM, row.file(), row.line(), id);
        } else {
            items.put(id, item(id, row));
        }
    }

    private Item item(String id, CsvRow row) {
        return Item.newBuilder()
                .setItemId(id)
                .setTitle(row.get("title"))
                .setBrand(orNull(row.get("brand")))
                .setCategories(path(row.get("category")))
                .setDescription(orNull(row.get("description")))
                .setPrice(price(row))
                .setAttributes(attributes(row))
                .build();
    }

    private static String orNull(String text) {
        return text.isEmpty() ? null : text;
    }

    private static List<String> path(String category) {
        return Arrays.stream(category.split("\\|", -1))
                .map(String::strip)
                .filter(element -> !element.isEmpty())
                .toList();
    }

    private Double price(CsvRow row) {
        String text = row.get("price");
        if (text.isEmpty()) {
            return null;
        }
        try {
            double price = Double.parseDouble(text);
            if (Double.isFinite(price) && price >= 0) {
                return price;
            }
            problems.add(ProblemKind.BAD_PRICE, row.file(), row.line(), text);
        } catch (NumberFormatException e) {
            problems.add(ProblemKind.BAD_PRICE, row.file(), row.line(), text);
        }
        return null;
    }

    private static Map<String, String> attributes(CsvRow row) {
        Map<String, String> attributes = new HashMap<>();
        for (String column : row.columns().keySet()) {
            if (!KNOWN.contains(column) && !row.get(column).isEmpty()) {
                attributes.put(column, row.get(column));
            }
        }
        return attributes;
    }
}
