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
    private static final long NEVER = Long.MAX_VALUE;

    private ReplayOrder() {}

    /** A sort key beside the row. */
    private record Keyed(Interaction row, int session, int index) {}

    static List<Interaction> of(List<Interaction> rows) {
        List<Interaction> timed = rows.stream().filter(Interaction::hasTime).toList();
        List<Interaction> untimed = rows.stream().filter(row -> !row.hasTime()).toList();
        long first = timed.stream().mapToLong(Interaction::timeMillis).min().orElse(NEVER);
        List<Interaction> ordered = new ArrayList<>(madeUp(untimed, first));
        ordered.addAll(byTime(timed));
        return ordered;
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

    /** Times in the order of the rows, all of them before the first real one. */
    private static List<Interaction> madeUp(List<Interaction> rows, long firstReal) {
        long begin =
                firstReal == NEVER ? FIRST_MADE_UP_TIME : firstReal - rows.size() * MADE_UP_STEP;
        List<Interaction> timed = new ArrayList<>(rows.size());
        for (Interaction row : rows) {
            timed.add(row.at(begin + timed.size() * MADE_UP_STEP));
        }
        return timed;
    }
}
