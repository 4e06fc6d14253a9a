package dev.semsr.core.ranking;

import java.util.List;
import java.util.Map;

/** Says how a model spreads its attention over the clicked items of a session. */
@FunctionalInterface
public interface SessionAttention {

    /** Has no attention. */
    SessionAttention NONE = session -> Map.of();

    /**
     * Shares of the clicked items in the attention, none below 0, of sum 1. Items that the model
     * does not look at are left out; without attention all are.
     *
     * @param session clicked items, oldest first
     */
    Map<String, Double> of(List<String> session);
}
