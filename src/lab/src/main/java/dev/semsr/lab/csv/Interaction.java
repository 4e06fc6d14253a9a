package dev.semsr.lab.csv;

import java.util.Map;

/**
 * One good row of the interactions file.
 *
 * @param line where it stands
 * @param session session id, or user id where there is no session id
 * @param item item id
 * @param timeMillis milliseconds since 1970-01-01 UTC; {@link #NO_TIME} if the field is empty
 * @param position place in the session; {@link #NO_POSITION} if unknown
 * @param context what else is worth carrying: user and published split
 */
record Interaction(
        long line,
        String session,
        String item,
        long timeMillis,
        int position,
        Map<String, String> context) {

    static final long NO_TIME = Long.MIN_VALUE;
    static final int NO_POSITION = -1;

    boolean hasTime() {
        return timeMillis != NO_TIME;
    }

    Interaction at(long newTimeMillis) {
        return new Interaction(line, session, item, newTimeMillis, position, context);
    }
}
