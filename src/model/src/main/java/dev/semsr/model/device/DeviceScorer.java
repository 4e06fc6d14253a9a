package dev.semsr.model.device;

import dev.semsr.core.catalog.ItemIndex;
import dev.semsr.core.fallback.FallbackLadder;
import dev.semsr.core.fallback.PopularItem;
import dev.semsr.core.scoring.ScoredItem;
import dev.semsr.core.scoring.Scorer;
import dev.semsr.model.artefact.Artefact;
import dev.semsr.model.artefact.Manifest;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A model version on the device. Its item tables are variables of the SavedModel, so that a session
 * costs the transfer of its rows and of the best items, whatever the size of the catalogue.
 *
 * <p>Thread-safe: sessions are scored side by side; changes of items wait for them and are seen by
 * all that come after. Memory outside the heap is freed at the end of each call.
 */
public final class DeviceScorer implements Scorer {

    private static final Logger LOG = LoggerFactory.getLogger(DeviceScorer.class);
    private static final int UPSERT_AT_ONCE = 1024;
    private static final int[] WARM_UP_BATCHES = {1, 2, 64, 1, 16};
    private static final int WARM_UP_K = 50;
    private static final int BLOCK = 128;

    private final Artefact artefact;
    private final DeviceModel model;
    private final ItemRows items;
    private final ItemIndex catalogue;
    private final FallbackLadder fallback;
    private final ReadWriteLock lock = new ReentrantReadWriteLock();
    private boolean closed;

    private DeviceScorer(Artefact artefact, DeviceModel model) {
        this.artefact = artefact;
        this.model = model;
        this.items = new ItemRows(artefact.itemIds(), artefact.manifest().capacity());
        this.catalogue = artefact.catalogue();
        this.fallback = artefact.fallback(catalogue);
    }

    /**
     * Verifies, loads and warms up a model version.
     *
     * @param folder the version's folder
     * @throws dev.semsr.model.artefact.DamagedArtefactException if a file is missing or altered
     */
    public static DeviceScorer load(Path folder) {
        return load(Artefact.open(folder));
    }

    /** Loads and warms up a verified model version. */
    public static DeviceScorer load(Artefact artefact) {
        DeviceModel model = DeviceModel.load(artefact);
        try {
            DeviceScorer scorer = new DeviceScorer(artefact, model);
            scorer.warmUp();
            return scorer;
        } catch (RuntimeException | Error e) { // nobody else could give its memory back
            model.close();
            throw e;
        }
    }

    /** What the model is. */
    public Manifest manifest() {
        return artefact.manifest();
    }

    /** Items by clicks, most clicked first, as the artefact's {@code fallback/} has them. */
    public List<PopularItem> popular() {
        return artefact.popular();
    }

    /** What answers when the model cannot, as the artefact's {@code fallback/} has it. */
    public FallbackLadder fallback() {
        return fallback;
    }

    /** What is known of items beside their vectors; to be kept up to date by the owner. */
    public ItemIndex catalogue() {
        return catalogue;
    }

    @Override
    public String version() {
        return manifest().modelVersion();
    }

    @Override
    public String variant() {
        return manifest().fullVariant();
    }

    /** Ids that can be recommended: a live view, safe to read at any time. */
    @Override
    public Set<String> items() {
        return items.active();
    }

    @Override
    public List<List<ScoredItem>> recommend(List<List<String>> sessions, int k) {
        lock.readLock().lock();
        try {
            requireOpen();
            SessionRows known = SessionRows.of(sessions, items, manifest().maxLength());
            List<List<ScoredItem>> lists = new ArrayList<>(sessions.size());
            sessions.forEach(session -> lists.add(List.of()));
            int limit = Math.min(k, items.active().size());
            if (known.size() > 0 && limit > 0) {
                DeviceModel.Best best = model.recommend(known.rows(), known.lengths(), limit);
                for (int i = 0; i < known.size(); i++) {
                    lists.set(known.place(i), list(best, i, limit));
                }
            }
            return lists;
        } finally {
            lock.readLock().unlock();
        }
    }

    @Override
    public Map<String, float[]> vectors(Collection<String> itemIds) {
        lock.readLock().lock();
        try {
            requireOpen();
            List<String> known =
                    itemIds.stream().distinct().filter(id -> items.row(id) >= 0).toList();
            return known.isEmpty() || !model.givesVectors() ? Map.of() : vectorsOf(known);
        } finally {
            lock.readLock().unlock();
        }
    }

    private Map<String, float[]> vectorsOf(List<String> known) {
        return UnitVectors.of(
                known, model.itemVectors(known.stream().mapToInt(items::row).toArray()));
    }

    @Override
    public Map<String, Double> attention(List<String> session) {
        lock.readLock().lock();
        try {
            requireOpen();
            SessionRows known = SessionRows.of(List.of(session), items, manifest().maxLength());
            return known.size() == 0 || !model.givesAttention()
                    ? Map.of()
                    : byItem(known, model.attention(known.rows(), known.lengths()));
        } finally {
            lock.readLock().unlock();
        }
    }

    /** An item that was clicked several times has the weights of all its clicks. */
    private Map<String, Double> byItem(SessionRows session, float[] weights) {
        Map<String, Double> byItem = new HashMap<>();
        for (int click = 0; click < weights.length; click++) {
            byItem.merge(items.id(session.rows()[click]), (double) weights[click], Double::sum);
        }
        return byItem;
    }

    /**
     * Adds items or changes their text; they can be recommended by the next {@link #recommend}. A
     * retired item comes back. A model without text only brings back items that it was trained on.
     *
     * @param changes of one item the last counts
     * @return how many items were taken; the others found no room on the device, or are unknown to
     *     a model without text
     * @throws IllegalArgumentException if a vector has another width than the model's encoder
     */
    public int upsert(List<ItemText> changes) {
        Map<String, ItemText> byId = new LinkedHashMap<>();
        changes.forEach(change -> byId.put(change.itemId(), change));
        if (manifest().usesText()) {
            byId.values().forEach(this::requireWidth);
        }
        List<ItemText> distinct = List.copyOf(byId.values());
        int taken = 0;
        for (int from = 0; from < distinct.size(); from += UPSERT_AT_ONCE) {
            int to = Math.min(distinct.size(), from + UPSERT_AT_ONCE);
            taken += upsertAtOnce(distinct.subList(from, to));
        }
        return taken;
    }

    /** Brings back those of the items that the model still has, with the text that they had. */
    public void restore(Collection<String> itemIds) {
        change(
                () -> {
                    List<String> known =
                            itemIds.stream()
                                    .distinct()
                                    .filter(id -> items.row(id) >= 0)
                                    .filter(id -> !items.active().contains(id))
                                    .toList();
                    if (!known.isEmpty()) {
                        model.activate(known.stream().mapToInt(items::row).toArray());
                        known.forEach(items::activate);
                    }
                });
    }

    /** Items that are gone: no longer recommended, though trained ones still count in sessions. */
    public void retire(Collection<String> itemIds) {
        change(
                () -> {
                    int[] rows =
                            itemIds.stream()
                                    .distinct()
                                    .mapToInt(items::retire)
                                    .filter(row -> row >= 0)
                                    .toArray();
                    if (rows.length > 0) {
                        model.retire(rows);
                    }
                });
    }

    /** Frees the device's memory, after the calls that are under way. */
    @Override
    public void close() {
        lock.writeLock().lock();
        try {
            if (!closed) {
                closed = true;
                model.close();
            }
        } finally {
            lock.writeLock().unlock();
        }
    }

    private int upsertAtOnce(List<ItemText> changes) {
        List<ItemText> taken = new ArrayList<>();
        change(
                () -> {
                    makeRoom(changes);
                    for (ItemText change : changes) {
                        if (rowFor(change.itemId()) >= 0) {
                            taken.add(change);
                        }
                    }
                    if (!taken.isEmpty()) {
                        write(taken);
                        taken.forEach(change -> items.activate(change.itemId()));
                    }
                });
        if (taken.size() < changes.size() && manifest().usesText()) {
            LOG.warn(
                    "{} has no room for {} new items (capacity {}); train and publish a new version"
                            + " on the whole catalogue",
                    version(),
                    changes.size() - taken.size(),
                    items.capacity());
        }
        return taken.size();
    }

    /** A full table grows by half, so that it is seldom copied. Sessions wait meanwhile. */
    private void makeRoom(List<ItemText> changes) {
        if (!manifest().usesText() || !model.canGrow()) {
            return;
        }
        int lacking = items.missing(changes.stream().map(ItemText::itemId).toList()) - items.room();
        if (lacking <= 0) {
            return;
        }
        int more = Math.max(lacking, items.capacity() / 2) / BLOCK * BLOCK + BLOCK;
        long start = System.nanoTime();
        try {
            model.grow(more);
            items.grow(more);
            LOG.info(
                    "{} has room for {} items now; sessions waited {} ms",
                    version(),
                    items.capacity(),
                    (System.nanoTime() - start) / 1_000_000);
        } catch (RuntimeException e) { // memory of the device that is short
            LOG.error("{} cannot grow beyond {} items", version(), items.capacity(), e);
        }
    }

    /** Items that the model has room for now. */
    public int capacity() {
        lock.readLock().lock();
        try {
            return items.capacity();
        } finally {
            lock.readLock().unlock();
        }
    }

    private int rowFor(String id) {
        return manifest().usesText() ? items.rowFor(id) : items.row(id);
    }

    private void write(List<ItemText> changes) {
        int[] rows = changes.stream().mapToInt(change -> items.row(change.itemId())).toArray();
        if (!manifest().usesText()) {
            model.activate(rows);
            return;
        }
        int width = manifest().textWidth();
        float[] vectors = new float[rows.length * width];
        for (int i = 0; i < rows.length; i++) {
            System.arraycopy(changes.get(i).vector(), 0, vectors, i * width, width);
        }
        model.upsert(rows, vectors);
    }

    private void change(Runnable change) {
        Lock exclusive = lock.writeLock();
        exclusive.lock();
        try {
            requireOpen();
            change.run();
        } finally {
            exclusive.unlock();
        }
    }

    private List<ScoredItem> list(DeviceModel.Best best, int session, int limit) {
        int count = Math.min(limit, best.k());
        List<ScoredItem> list = new ArrayList<>(count);
        for (int i = session * best.k(); i < session * best.k() + count; i++) {
            float share = best.textShares() == null ? Float.NaN : best.textShares()[i];
            list.add(new ScoredItem(items.id(best.items()[i]), best.scores()[i], share));
        }
        return list;
    }

    private void warmUp() {
        String item = artefact.itemIds().get(0);
        for (int batch : WARM_UP_BATCHES) {
            recommend(java.util.Collections.nCopies(batch, List.of(item, item)), WARM_UP_K);
        }
    }

    private void requireWidth(ItemText change) {
        if (change.vector().length != manifest().textWidth()) {
            throw new IllegalArgumentException(
                    "The vector of item "
                            + change.itemId()
                            + " is "
                            + change.vector().length
                            + " wide, but "
                            + version()
                            + " takes vectors of "
                            + manifest().encoder()
                            + ", which are "
                            + manifest().textWidth()
                            + " wide.");
        }
    }

    private void requireOpen() {
        if (closed) {
            throw new IllegalStateException(version() + " is closed");
        }
    }
}
