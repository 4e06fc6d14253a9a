package dev.semsr.lab.importer;

import com.fasterxml.jackson.databind.JsonNode;
import dev.semsr.lab.csv.ProblemKind;
import dev.semsr.lab.csv.ProblemLog;
import dev.semsr.lab.progress.ProgressListener;
import dev.semsr.schemas.Action;
import dev.semsr.schemas.Item;
import java.nio.file.Path;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * Sessions of OTTO's challenge: a JSON object a line, with a session and its events; times in
 * milliseconds.
 *
 * @param sessions the file
 */
public record OttoSource(Path sessions) implements ImportSource {

    @Override
    public String format() {
        return "otto";
    }

    @Override
    public String files() {
        return sessions.getFileName().toString();
    }

    @Override
    public long readClicks(ClickTable table, ProblemLog problems, ProgressListener progress) {
        return new JsonLines(problems, progress).read(sessions, object -> add(object, table));
    }

    private static void add(JsonNode object, ClickTable table) {
        String session = JsonLines.required(object, "session");
        if (object.path("events").isEmpty()) {
            throw new RowReader.BadRow(ProblemKind.EMPTY_SESSION, session);
        }
        object.path("events").forEach(event -> action(JsonLines.required(event, "type")));
        for (JsonNode event : object.path("events")) {
            table.add(
                    session,
                    JsonLines.required(event, "aid"),
                    JsonLines.requiredNumber(event, "ts"),
                    action(JsonLines.required(event, "type")));
        }
    }

    private static Action action(String type) {
        return switch (type) {
            case "clicks" -> Action.VIEW;
            case "carts" -> Action.ADD_TO_CART;
            case "orders" -> Action.PURCHASE;
            default ->
                    throw new RowReader.BadRow(
                            ProblemKind.UNKNOWN_ACTION,
                            "'" + type + "', expected clicks, carts or orders");
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
