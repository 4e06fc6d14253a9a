package dev.semsr.lab.importer;

import dev.semsr.lab.csv.ProblemKind;
import dev.semsr.schemas.Action;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Clicks in memory as numbers, 17 bytes each, beside one copy of every id. */
public final class ClickTable {

    /** Time of a click whose source tells none. */
    static final long NO_TIME = Long.MIN_VALUE;

    private static final long EARLIEST = Instant.parse("1990-01-01T00:00:00Z").toEpochMilli();
    private static final Duration CLOCK_SKEW = Duration.ofDays(1);
    private static final Action[] ACTIONS = Action.values();

    private final long latest;

    private final Names sessions = new Names();
    private final Names items = new Names();
    private int[] session = new int[1024];
    private int[] item = new int[1024];
    private long[] time = new long[1024];
    private byte[] action = new byte[1024];
    private int size;

    /** Ids by number and numbers by id. */
    private static final class Names {

        private final Map<String, Integer> numbers = new HashMap<>();
        private final List<String> names = new ArrayList<>();

        int number(String name) {
            Integer known = numbers.putIfAbsent(name, names.size());
            if (known == null) {
                names.add(name);
                return names.size() - 1;
            }
            return known;
        }
    }

    /** A table that takes times from 1990 until a day after now. */
    ClickTable(Instant now) {
        latest = now.plus(CLOCK_SKEW).toEpochMilli();
    }

    /**
     * Adds a click; the time in milliseconds since 1970, or {@link #NO_TIME}.
     *
     * @throws RowReader.BadRow if the time is absurd
     */
    void add(String sessionId, String itemId, long millis, Action what) {
        requireSensible(millis);
        if (size == session.length) {
            grow();
        }
        session[size] = sessions.number(sessionId);
        item[size] = items.number(itemId);
        time[size] = millis;
        action[size++] = (byte) what.ordinal();
    }

    private void requireSensible(long millis) {
        if (millis != NO_TIME && (millis < EARLIEST || millis > latest)) {
            throw new RowReader.BadRow(
                    ProblemKind.TIME_STAMP_OUT_OF_RANGE,
                    millis
                            + " milliseconds since 1970 are not between 1990 and "
                            + Instant.ofEpochMilli(latest)
                            + ": is it the right unit?");
        }
    }

    private void grow() {
        int capacity = size + size / 2;
        session = Arrays.copyOf(session, capacity);
        item = Arrays.copyOf(item, capacity);
        time = Arrays.copyOf(time, capacity);
        action = Arrays.copyOf(action, capacity);
    }

    int size() {
        return size;
    }

    int session(int click) {
        return session[click];
    }

    String sessionId(int click) {
        return sessions.names.get(session[click]);
    }

    String itemId(int click) {
        return items.names.get(item[click]);
    }

    long time(int click) {
        return time[click];
    }

    Action action(int click) {
        return ACTIONS[action[click]];
    }

    /** Whether a click is on this item. */
    boolean knows(String itemId) {
        return items.numbers.containsKey(itemId);
    }

    /** Ids of all clicked items, in the order of their first clicks. */
    List<String> itemIds() {
        return items.names;
    }

    /** Whether no click has a time. */
    boolean isTimeless() {
        for (int click = 0; click < size; click++) {
            if (time[click] != NO_TIME) {
                return false;
            }
        }
        return true;
    }

    /** Gives a click another session. */
    void move(int click, String sessionId) {
        session[click] = sessions.number(sessionId);
    }
}
