package dev.semsr.model.device;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Which item stands in which row of the device's tables. A row that was trained stays with its item
 * for good; the row of a retired new item goes to the next new item. Reading is safe at any time;
 * changes are the owner's to guard.
 */
final class ItemRows {

    private static final int NONE = -1;

    private final int trained;
    private int capacity;
    private final Map<String, Integer> rows;
    private final Set<String> active = ConcurrentHashMap.newKeySet();
    private final List<String> ids;
    private final Deque<Integer> free = new ArrayDeque<>();

    ItemRows(List<String> trainedIds, int capacity) {
        this.trained = trainedIds.size();
        this.capacity = capacity;
        this.ids = Collections.synchronizedList(new ArrayList<>(trainedIds));
        Map<String, Integer> byId = new HashMap<>();
        for (int row = 0; row < trained; row++) {
            byId.put(trainedIds.get(row), row);
        }
        rows = new ConcurrentHashMap<>(byId);
        active.addAll(trainedIds);
    }

    /** Ids that can be recommended now: a live view. */
    Set<String> active() {
        return Collections.unmodifiableSet(active);
    }

    /** Row of an item; negative if it has none. */
    int row(String id) {
        return rows.getOrDefault(id, NONE);
    }

    /** Item of a row. */
    String id(int row) {
        return ids.get(row);
    }

    /** Row of an item, a free one if it has none yet; negative if none is left. */
    int rowFor(String id) {
        int row = row(id);
        return row >= 0 ? row : take(id);
    }

    /** How many of these items have no row yet. */
    int missing(Collection<String> itemIds) {
        return (int) itemIds.stream().filter(id -> row(id) < 0).distinct().count();
    }

    /** Rows that are free. */
    int room() {
        return free.size() + capacity - ids.size();
    }

    /** All rows, the free ones included. */
    int capacity() {
        return capacity;
    }

    /** There are more rows. */
    void grow(int more) {
        capacity += more;
    }

    /** Marks an item as recommendable. */
    void activate(String id) {
        active.add(id);
    }

    /** Marks an item as gone; the row of a new item becomes free. Returns the row or a negative. */
    int retire(String id) {
        int row = row(id);
        active.remove(id);
        if (row >= trained) {
            rows.remove(id);
            free.add(row);
        }
        return row;
    }

    private int take(String id) {
        Integer row = free.poll();
        if (row == null) {
            if (ids.size() == capacity) {
                return NONE;
            }
            row = ids.size();
            ids.add(id);
        } else {
            ids.set(row, id);
        }
        rows.put(id, row);
        return row;
    }
}
