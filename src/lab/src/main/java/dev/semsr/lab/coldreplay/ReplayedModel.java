package dev.semsr.lab.coldreplay;

import java.util.List;

/** What makes the lists in a replay, and learns of the catalogue what a running job would. */
public interface ReplayedModel extends AutoCloseable {

    /** Its name in tables. */
    String name();

    /** Items that are not published yet: it must not recommend them. Called once, at the start. */
    void withdraw(List<String> itemIds);

    /** An item that is in the shop from now on. */
    void publish(String itemId);

    /** A click that was made. Lists may depend on it. */
    void clicked(String itemId);

    /**
     * The best items for a session, best first.
     *
     * @param session its items, oldest first
     * @param k how many at most
     */
    List<String> recommend(List<String> session, int k);

    @Override
    void close();
}
