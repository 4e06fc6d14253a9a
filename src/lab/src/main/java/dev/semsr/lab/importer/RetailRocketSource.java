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
 * Events of the Retailrocket shop: {@code events.csv}, times in milliseconds, visitors instead of
 * sessions. Item properties are hashed and not read.
 *
 * @param events the file
 */
public record RetailRocketSource(Path events) implements ImportSource {

    @Override
    public String format() {
        return "retailrocket";
    }

    @Override
    public String files() {
        return events.getFileName().toString();
    }

    @Override
    public long readClicks(ClickTable table, ProblemLog problems, ProgressListener progress) {
        return new RowReader(problems, progress)
                .read(
                        events,
                        CsvTable.Layout.COMMAS,
                        List.of("timestamp", "visitorid", "event", "itemid"),
                        row -> add(row, table));
    }

    private static void add(CsvRow row, ClickTable table) {
        table.add(
                RowReader.required(row, "visitorid"),
                RowReader.required(row, "itemid"),
                RowReader.number(row, "timestamp"),
                action(RowReader.required(row, "event")));
    }

    private static Action action(String event) {
        return switch (event) {
            case "view" -> Action.VIEW;
            case "addtocart" -> Action.ADD_TO_CART;
            case "transaction" -> Action.PURCHASE;
            default ->
                    throw new RowReader.BadRow(
                            ProblemKind.UNKNOWN_ACTION,
                            "'" + event + "', expected view, addtocart or transaction");
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
