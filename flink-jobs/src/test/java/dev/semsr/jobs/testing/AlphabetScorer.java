package dev.semsr.jobs.testing;

import dev.semsr.core.scoring.ScoredItem;
import dev.semsr.core.scoring.Scorer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * A small model: after an item come its successors in the alphabet. It can be held, made to fail,
 * and says what it was asked.
 */
public final class AlphabetScorer implements Scorer {

    /** The items this model knows, in the order in which it recommends them. */
    public static final List<String> ITEMS =
            List.of("a", "b", "c", "d", "e", "f", "g", "h", "i", "j");

    private final String version;
    private final Semaphore gate = new Semaphore(Integer.MAX_VALUE / 2);
    private final List<Integer> batches = new CopyOnWriteArrayList<>();
    private final AtomicInteger entered = new AtomicInteger();
    private final AtomicInteger closed = new AtomicInteger();
    private volatile RuntimeException failure;
    private volatile UnaryOperator<List<ScoredItem>> spoil = UnaryOperator.identity();
    private volatile Supplier<Map<String, Double>> attention = Map::of;

    /** A model of the given version. */
    public AlphabetScorer(String version) {
        this.version = version;
    }

    /** Lets every call wait until {@link #release}. */
    public void hold() {
        gate.drainPermits();
    }

    /** Lets so many calls pass. */
    public void release(int calls) {
        gate.release(calls);
    }

    /** Lets every call fail; null: no longer. */
    public void failWith(RuntimeException exception) {
        failure = exception;
    }

    /** Changes every list that it makes. */
    public AlphabetScorer spoiledBy(UnaryOperator<List<ScoredItem>> change) {
        spoil = change;
        return this;
    }

    /** Spreads its attention like this, whatever the session; it has none before. */
    public void attendTo(Supplier<Map<String, Double>> shares) {
        attention = shares;
    }

    /** Sizes of the batches so far. */
    public List<Integer> batches() {
        return batches;
    }

    /** How many calls have begun. */
    public int entered() {
        return entered.get();
    }

    /** How often it was closed. */
    public int closed() {
        return closed.get();
    }

    @Override
    public String version() {
        return version;
    }

    @Override
    public String variant() {
        return "alphabet/test";
    }

    @Override
    public Set<String> items() {
        return Set.copyOf(ITEMS);
    }

    @Override
    public List<List<ScoredItem>> recommend(List<List<String>> sessions, int k) {
        entered.incrementAndGet();
        gate.acquireUninterruptibly();
        batches.add(sessions.size());
        if (failure != null) {
            throw failure;
        }
        return sessions.stream().map(session -> spoil.apply(after(session, k))).toList();
    }

    /** Each item is like its neighbours in the alphabet, the more the nearer. */
    @Override
    public Map<String, float[]> vectors(Collection<String> itemIds) {
        Map<String, float[]> vectors = new HashMap<>();
        for (String item : itemIds) {
            if (ITEMS.contains(item)) {
                double angle = Math.PI / 2 * ITEMS.indexOf(item) / ITEMS.size();
                vectors.put(item, new float[] {(float) Math.cos(angle), (float) Math.sin(angle)});
            }
        }
        return vectors;
    }

    @Override
    public Map<String, Double> attention(List<String> session) {
        return attention.get();
    }

    @Override
    public void close() {
        closed.incrementAndGet();
    }

    private static List<ScoredItem> after(List<String> session, int k) {
        int last = -1;
        for (String item : session) {
            last = ITEMS.contains(item) ? ITEMS.indexOf(item) : last;
        }
        List<ScoredItem> scored = new ArrayList<>();
        for (int step = 1; last >= 0 && step <= Math.min(k, ITEMS.size()); step++) {
            String item = ITEMS.get((last + step) % ITEMS.size());
            scored.add(new ScoredItem(item, ITEMS.size() - step, 0.5f));
        }
        return scored;
    }
}
