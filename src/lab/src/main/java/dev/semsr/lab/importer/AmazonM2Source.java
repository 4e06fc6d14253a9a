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
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Sessions of Amazon-M2 (KDD Cup 2023): {@code sessions_train.csv} with the columns prev_items,
 * next_item and locale, and {@code products_train.csv}. Lists of items are printed arrays and may
 * go over several lines. There are no times: the order of the file counts.
 *
 * @param sessions file of sessions
 * @param products file of products; null for none
 * @param locale the only locale to take; null for all
 */
public record AmazonM2Source(Path sessions, Path products, String locale) implements ImportSource {

    private static final Pattern ITEM = Pattern.compile("'([^']+)'|\"([^\"]+)\"");

    @Override
    public String format() {
        return "amazon-m2";
    }

    @Override
    public String files() {
        return sessions.getFileName().toString();
    }

    @Override
    public long readClicks(ClickTable table, ProblemLog problems, ProgressListener progress) {
        return new RowReader(problems, progress)
                .read(
                        sessions,
                        CsvTable.Layout.COMMAS,
                        List.of("prev_items", "locale"),
                        row -> add(row, table));
    }

    private void add(CsvRow row, ClickTable table) {
        if (locale != null && !locale.equals(row.get("locale"))) {
            return;
        }
        String session = "line-" + row.line();
        Matcher items = ITEM.matcher(RowReader.required(row, "prev_items"));
        int count = 0;
        while (items.find()) {
            String item = items.group(1) == null ? items.group(2) : items.group(1);
            table.add(session, item, ClickTable.NO_TIME, Action.VIEW);
            count++;
        }
        if (!row.get("next_item").isEmpty()) {
            table.add(session, row.get("next_item"), ClickTable.NO_TIME, Action.VIEW);
            count++;
        }
        if (count == 0) {
            throw new RowReader.BadRow(ProblemKind.EMPTY_SESSION, row.get("prev_items"));
        }
    }

    @Override
    public long readItems(
            Predicate<String> isWanted,
            Consumer<Item> items,
            ProblemLog problems,
            ProgressListener progress) {
        if (products == null) {
            return 0;
        }
        return new RowReader(problems, progress)
                .read(
                        products,
                        CsvTable.Layout.COMMAS,
                        List.of("id", "locale", "title"),
                        row -> product(row, isWanted, items));
    }

    private void product(CsvRow row, Predicate<String> isWanted, Consumer<Item> items) {
        String id = RowReader.required(row, "id");
        boolean isOfLocale = locale == null || locale.equals(row.get("locale"));
        if (isOfLocale && isWanted.test(id)) {
            items.accept(
                    Item.newBuilder()
                            .setItemId(id)
                            .setTitle(ItemText.clean(row.get("title")))
                            .setBrand(ItemText.cleanOrNull(row.get("brand")))
                            .setDescription(ItemText.cleanOrNull(row.get("desc")))
                            .setPrice(ItemText.price(row.get("price")))
                            .build());
        }
    }
}
