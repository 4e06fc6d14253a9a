package dev.semsr.jobs.catalog;

import dev.semsr.schemas.ItemVector;
import java.util.Collection;
import java.util.List;

/** What a replica of the catalogue keeps up to date. Called by one thread. */
public interface CatalogTarget {

    /** Items that are new or have changed; of each item the newest state. */
    void upsert(List<ItemVector> items);

    /** Items that are gone or may not be recommended now. */
    void retire(Collection<String> itemIds);
}
