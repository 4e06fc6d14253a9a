package dev.semsr.lab.csv;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Puts interactions in the order in which they are replayed: by time; at the same time by session,
 * in the order in which sessions appear in the file, and by position. Without times the order of
 * the file stands, and times are made up, one second apart: they tell the order and nothing else.
 */
final class ReplayOrder {

    private static final long FIRST_MADE_UP_TIME =
            Instant.parse("2020-01-01T00:00:00Z").toEpochMilli();
    private static final long MADE_UP_STEP = 1000;

    private ReplayOrder() {}

    /** A sort key beside the row. */
    private record Keyed(Interaction row, int session, int index) {}

    static List<Interaction> of(List<Interaction> rows) {
        return rows.stream().allMatch(Interaction::hasTime) ? byTime(rows) : madeUp(rows);
    }

    private static List<Interaction> byTime(List<Interaction> rows) {
        Map<String, Integer> sessions = new HashMap<>();
        List<Keyed> keyed = new ArrayList<>(rows.size());
        for (Interaction row : rows) {
            int session = sessions.computeIfAbsent(row.session(), s -> sessions.size());
            keyed.add(new Keyed(row, session, keyed.size()));
        }
        keyed.sort(
                Comparator.comparingLong((Keyed k) -> k.row().timeMillis())
                        .thenComparingInt(Keyed::session)
                        .thenComparingInt(k -> k.row().position())
                        .thenComparingInt(Keyed::index));
        return keyed.stream().map(Keyed::row).toList();
    }

    private static List<Interaction> madeUp(List<Interaction> rows) {
        List<Interaction> timed = new ArrayList<>(rows.size());
        for (Interaction row : rows) {
            timed.add(row.at(FIRST_MADE_UP_TIME + timed.size() * MADE_UP_STEP));
        }
        return timed;
    }
}
