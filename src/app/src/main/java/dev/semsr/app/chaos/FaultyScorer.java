package dev.semsr.app.chaos;

import dev.semsr.core.scoring.ScoredItem;
import dev.semsr.core.scoring.Scorer;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/** The real model, which is slow, throws, or has lost its device while its fault is on. */
final class FaultyScorer implements Scorer {

    private static final long SLOWNESS_NANOS = Duration.ofMillis(900).toNanos();

    private final Scorer real;
    private final FaultSwitches switches;
    private final AtomicLong calls = new AtomicLong();

    FaultyScorer(Scorer real, FaultSwitches switches) {
        this.real = real;
        this.switches = switches;
    }

    @Override
    public List<List<ScoredItem>> recommend(List<List<String>> sessions, int k) {
        switches.anyOf(FaultKind.SLOW_SCORER, FaultKind.THROWING_SCORER, FaultKind.LOST_DEVICE)
                .ifPresent(this::suffer);
        return real.recommend(sessions, k);
    }

    private void suffer(FaultKind fault) {
        switch (fault) {
            case SLOW_SCORER -> LockSupport.parkNanos(SLOWNESS_NANOS);
            case THROWING_SCORER -> {
                if (calls.incrementAndGet() % 2 == 0) {
                    throw new IllegalStateException("Injected: the model threw");
                }
            }
            default -> throw new InternalError("Injected: the device is lost");
        }
    }

    @Override
    public String version() {
        return real.version();
    }

    @Override
    public String variant() {
        return real.variant();
    }

    @Override
    public Set<String> items() {
        return real.items();
    }

    @Override
    public void close() {
        real.close();
    }
}
