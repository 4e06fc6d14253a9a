package dev.semsr.core.ranking;

import java.util.Collection;
import java.util.Map;

/** Gives the vectors by which items are compared. */
@FunctionalInterface
public interface ItemVectors {

    /** Has no vectors. */
    ItemVectors NONE = itemIds -> Map.of();

    /** Vectors of length 1 by item; items without one are left out. */
    Map<String, float[]> of(Collection<String> itemIds);
}
