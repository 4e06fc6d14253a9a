package dev.semsr.jobs.quality;

import dev.semsr.model.artefact.DamagedArtefactException;
import dev.semsr.model.artefact.FileModelStore;
import dev.semsr.model.artefact.NoModelException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks items up in the model store. A version's items are read at its first click; one that is not
 * there is looked for again after a while. Keeps the few versions that were asked for last.
 */
final class StoredClickedItems implements ClickedItems {

    private static final long serialVersionUID = 1L;
    private static final Logger LOG = LoggerFactory.getLogger(StoredClickedItems.class);
    private static final int KEPT = 4;
    private static final long PAUSE_NANOS = Duration.ofMinutes(1).toNanos();

    private final String store;
    private transient Map<String, Set<String>> trained;
    private transient Map<String, Long> missed;

    /** Looks items up in the store in a folder. */
    StoredClickedItems(String store) {
        this.store = store;
    }

    @Override
    public Kind kind(String modelVersion, String itemId) {
        if (trained == null) {
            trained = new NewestUsed();
            missed = new HashMap<>();
        }
        Set<String> items = trained.get(modelVersion);
        if (items == null) {
            items = read(modelVersion);
        }
        if (items == null) {
            return Kind.UNKNOWN;
        }
        return items.contains(itemId) ? Kind.SEEN : Kind.NEW;
    }

    private Set<String> read(String modelVersion) {
        Long failedAt = missed.get(modelVersion);
        int slash = modelVersion.indexOf('/');
        if (slash < 0 || failedAt != null && System.nanoTime() - failedAt < PAUSE_NANOS) {
            return null;
        }
        try {
            Set<String> items =
                    Set.copyOf(
                            new FileModelStore(Path.of(store))
                                    .open(
                                            modelVersion.substring(0, slash),
                                            modelVersion.substring(slash + 1))
                                    .itemIds());
            trained.put(modelVersion, items);
            return items;
        } catch (NoModelException | DamagedArtefactException | IllegalArgumentException e) {
            LOG.warn("Clicked items of {} count as UNKNOWN: {}", modelVersion, e.getMessage());
            missed.put(modelVersion, System.nanoTime());
            return null;
        }
    }

    private static final class NewestUsed extends LinkedHashMap<String, Set<String>> {

        private static final long serialVersionUID = 1L;

        private NewestUsed() {
            super(2 * KEPT, 0.75f, true);
        }

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Set<String>> eldest) {
            return size() > KEPT;
        }
    }
}
