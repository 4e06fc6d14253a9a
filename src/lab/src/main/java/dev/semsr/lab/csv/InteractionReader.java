package dev.semsr.lab.csv;

import dev.semsr.lab.progress.ProgressListener;
import dev.semsr.lab.progress.ProgressMeter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Reads an interactions file: {@code session_id} or {@code user_id}, {@code item_id}, and, if
 * there, {@code timestamp}, {@code position} and {@code split}. Other columns are ignored.
 */
final class InteractionReader {

    private static final List<List<String>> REQUIRED =
            List.of(List.of("session_id", "user_id"), List.of("item_id"));

    private static final Pattern POSITION = Pattern.compile("\\d{1,9}");

    private final ProblemLog problems;
    private final TimeStampParser times;
    private final Map<String, String> strings = new HashMap<>();
    private final Map<Map<String, String>, Map<String, String>> contexts = new HashMap<>();
    private final Set<Identity> seen = new HashSet<>();
    private long rows;

    InteractionReader(CsvImportSettings settings, ProblemLog problems) {
        this.problems = problems;
        times = new TimeStampParser(settings);
    }

    /** What makes two rows the same interaction. */
    private record Identity(String session, String item, long timeMillis, int position) {}

    /** Records in the file, good ones or not. */
    long rows() {
        return rows;
    }

    /** The good rows in the order of the file. */
    List<Interaction> read(Path path, ProgressListener progress) {
        List<Interaction> interactions = new ArrayList<>();
        try (CsvTable table = new CsvTable(path, REQUIRED, 1, problems)) {
            ProgressMeter meter =
                    new ProgressMeter(progress, "Reading " + table.file(), "rows", -1);
            boolean sessions = table.columns().containsKey("session_id");
            for (CsvRow row = table.next(); row != null; row = table.next()) {
                meter.add(1);
                Interaction interaction = interaction(row, sessions ? "session_id" : "user_id");
                if (interaction != null && isNew(interaction, row)) {
                    interactions.add(interaction);
                }
            }
            meter.finish();
            rows = table.records();
            return allOrNoneTimed(interactions, table.file());
        } catch (IOException e) {
            throw new UncheckedIOException(path + " cannot be closed", e);
        }
    }

    private void noteUntimed(Interaction row, boolean wholeFile, String file) {
        if (!wholeFile) {
            String detail = row.session() + " on " + row.item();
            problems.add(ProblemKind.SESSION_WITHOUT_TIME, file, row.line(), detail);
        }
    }

    private Interaction interaction(CsvRow row, String sessionColumn) {
        String session = required(row, sessionColumn);
        String item = session == null ? null : required(row, "item_id");
        if (item == null) {
            return null;
        }
        OptionalLong time = OptionalLong.of(Interaction.NO_TIME);
        String stamp = row.get("timestamp");
        if (!stamp.isEmpty()) {
            time = times.parse(stamp, row, problems);
        }
        if (time.isEmpty()) {
            return null;
        }
        return new Interaction(
                row.line(), session, item, time.getAsLong(), position(row), context(row));
    }

    private String required(CsvRow row, String column) {
        String value = row.get(column);
        if (value.isEmpty()) {
            problems.add(ProblemKind.EMPTY_FIELD, row.file(), row.line(), column);
            return null;
        }
        return strings.computeIfAbsent(value, v -> v);
    }

    private int position(CsvRow row) {
        String text = row.get("position");
        if (text.isEmpty()) {
            return Interaction.NO_POSITION;
        }
        if (POSITION.matcher(text).matches()) {
            return Integer.parseInt(text);
        }
        problems.add(ProblemKind.BAD_POSITION, row.file(), row.line(), "'" + text + "'");
        return Interaction.NO_POSITION;
    }

    private Map<String, String> context(CsvRow row) {
        Map<String, String> context = new HashMap<>();
        for (String column : List.of("user_id", "split")) {
            if (!row.get(column).isEmpty()) {
                context.put(column, row.get(column));
            }
        }
        return contexts.computeIfAbsent(context, c -> c);
    }

    /** Without time and position a second click on an item cannot be told from a repeated row. */
    private boolean isNew(Interaction interaction, CsvRow row) {
        if (!interaction.hasTime() && interaction.position() == Interaction.NO_POSITION) {
            return true;
        }
        Identity identity =
                new Identity(
                        interaction.session(),
                        interaction.item(),
                        interaction.timeMillis(),
                        interaction.position());
        boolean added = seen.add(identity);
        if (!added) {
            String detail = interaction.session() + " on " + interaction.item();
            problems.add(ProblemKind.DUPLICATE_ROW, row.file(), row.line(), detail);
        }
        return added;
    }

    /** In a session where some rows have a time, the others have no place and are left out. */
    private List<Interaction> allOrNoneTimed(List<Interaction> interactions, String file) {
        Set<String> timedSessions = new HashSet<>();
        interactions.stream()
                .filter(Interaction::hasTime)
                .forEach(row -> timedSessions.add(row.session()));
        List<Interaction> timed = new ArrayList<>(interactions.size());
        for (Interaction row : interactions) {
            if (row.hasTime()) {
                timed.add(row);
            } else if (!timedSessions.contains(row.session())) {
                timed.add(row);
                noteUntimed(row, timedSessions.isEmpty(), file);
            } else {
                String detail = row.session() + " on " + row.item();
                problems.add(ProblemKind.MISSING_TIME_STAMP, file, row.line(), detail);
            }
        }
        return timed;
    }
}
