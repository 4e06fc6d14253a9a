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
 * Behaviour of Taobao's users: {@code UserBehavior.csv}, without header, user, item, category,
 * behaviour and seconds since 1970.
 *
 * @param behaviour the file
 */
public record TaobaoSource(Path behaviour) implements ImportSource {

    private static final CsvTable.Layout LAYOUT =
            new CsvTable.Layout(",", List.of("user", "item", "category", "behaviour", "time"));

    @Override
    public String format() {
        return "taobao";
    }

    @Override
    public String files() {
        return behaviour.getFileName().toString();
    }

    @Override
    public long readClicks(ClickTable table, ProblemLog problems, ProgressListener progress) {
        return new RowReader(problems, progress)
                .read(behaviour, LAYOUT, List.of(), row -> add(row, table));
    }

    private static void add(CsvRow row, ClickTable table) {
        table.add(
                RowReader.required(row, "user"),
                RowReader.required(row, "item"),
                1000 * RowReader.number(row, "time"),
                action(RowReader.required(row, "behaviour")));
    }

    private static Action action(String behaviour) {
        return switch (behaviour) {
            case "pv", "fav" -> Action.VIEW;
            case "cart" -> Action.ADD_TO_CART;
            case "buy" -> Action.PURCHASE;
            default ->
                    throw new RowReader.BadRow(
                            ProblemKind.UNKNOWN_ACTION,
                            "'" + behaviour + "', expected pv, fav, cart or buy");
        };
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
