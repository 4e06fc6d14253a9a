package dev.semsr.app.traffic;

import java.util.List;

/**
 * What one shopper clicks.
 *
 * @param id id of the session, unique in the traffic
 * @param items clicked items, oldest first; not empty
 */
public record ShopperSession(String id, List<String> items) {

    /** Copies the items and checks that there are some. */
    public ShopperSession {
        items = List.copyOf(items);
        if (items.isEmpty()) {
            throw new IllegalArgumentException("Session " + id + " has no clicks");
        }
    }

    /** The same clicks of another shopper. */
    ShopperSession withId(String other) {
        return new ShopperSession(other, items);
    }
}
