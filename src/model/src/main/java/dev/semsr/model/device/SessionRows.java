package dev.semsr.model.device;

import java.util.ArrayList;
import java.util.List;

/**
 * Sessions as the device takes them: known items only, the newest clicks, padded to the longest
 * session of the batch. Sessions without a known item are left out.
 */
@SuppressWarnings("ArrayRecordComponent") // flat arrays go to the device; never compared
record SessionRows(int[] rows, int[] lengths, int[] places) {

    static SessionRows of(List<List<String>> sessions, ItemRows items, int maxLength) {
        List<int[]> known = new ArrayList<>();
        int[] places = new int[sessions.size()];
        int width = 0;
        for (int i = 0; i < places.length; i++) {
            int[] rows =
                    sessions.get(i).stream().mapToInt(items::row).filter(row -> row >= 0).toArray();
            if (rows.length > 0) {
                places[known.size()] = i;
                known.add(rows);
                width = Math.max(width, Math.min(maxLength, rows.length));
            }
        }
        return padded(known, places, width, maxLength);
    }

    int size() {
        return lengths.length;
    }

    /** Place of a session in the list that was asked about. */
    int place(int session) {
        return places[session];
    }

    private static SessionRows padded(List<int[]> known, int[] places, int width, int maxLength) {
        int[] rows = new int[known.size() * width];
        int[] lengths = new int[known.size()];
        for (int i = 0; i < lengths.length; i++) {
            int[] session = known.get(i);
            lengths[i] = Math.min(maxLength, session.length);
            System.arraycopy(session, session.length - lengths[i], rows, i * width, lengths[i]);
        }
        return new SessionRows(rows, lengths, places);
    }
}
