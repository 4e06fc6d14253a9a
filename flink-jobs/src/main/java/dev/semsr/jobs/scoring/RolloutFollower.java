package dev.semsr.jobs.scoring;

import dev.semsr.core.rollout.Rollout;
import dev.semsr.core.rollout.VersionShare;
import dev.semsr.jobs.rollout.IssuedRollout;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings what answers in a process to what the last rollout says, in a thread of its own. Versions
 * are loaded and checked while the ones before go on answering; then all change at once, and what
 * no rollout names any more is closed after its last answer. If a version is refused, everything
 * stays as it was.
 *
 * <p>At its start a process has nothing that could stay. Then it tries the last rollout, what was
 * before that, and the configured version, in this order, until one can be loaded.
 */
final class RolloutFollower {

    private static final Logger LOG = LoggerFactory.getLogger(RolloutFollower.class);

    private final ModelHosting hosting;
    private final VersionLoader loader;
    private final VersionReports reports;
    private final CountDownLatch firstAttempt = new CountDownLatch(1);
    private final LogThrottle errors = new LogThrottle(Duration.ofSeconds(30));
    private volatile Serving serving = Serving.NOTHING;
    private IssuedRollout last;
    private boolean isNew;
    private boolean closed;

    RolloutFollower(ModelHosting hosting, VersionLoader loader, VersionReports reports) {
        this.hosting = hosting;
        this.loader = loader;
        this.reports = reports;
    }

    /** What answers now. */
    Serving serving() {
        return serving;
    }

    /** Waits until there was a try to load what is to answer at first. */
    void awaitFirstAttempt() throws InterruptedException {
        firstAttempt.await();
    }

    /** Takes note of a rollout; older ones than the last and the same once more change nothing. */
    synchronized void follow(IssuedRollout issued) {
        if (last == null || issued.offset() > last.offset()) {
            last = issued;
            isNew = true;
            notifyAll();
        }
    }

    /** Ends it all; when it returns, what answered is closed. */
    void close() {
        Serving before;
        synchronized (this) {
            closed = true;
            before = serving;
            serving = Serving.NOTHING;
            notifyAll();
        }
        before.versions().values().forEach(MicroBatcher::close);
    }

    /** The work of the thread. */
    void run() {
        try {
            readLast();
            while (!isClosed()) {
                catchUp();
                firstAttempt.countDown();
                if (!hosting.rollouts().isOpen() && !serving.isEmpty()) {
                    return;
                }
                awaitWork();
            }
        } catch (InterruptedException e) {
            LOG.warn(
                    "The thread that loads {} was interrupted; what answers stays as it is",
                    hosting.source(),
                    e);
        } finally {
            firstAttempt.countDown();
        }
    }

    /** Knows the last rollout before anything is loaded, however long the topic is away. */
    private void readLast() throws InterruptedException {
        while (hosting.rollouts().isOpen() && !isClosed()) {
            try {
                hosting.rollouts().newest().ifPresent(this::follow);
                return;
            } catch (RuntimeException e) { // of Kafka: it is asked again
                if (errors.opens()) {
                    LOG.error(
                            "The rollouts cannot be read, so no click is answered yet; trying"
                                    + " again. Cause: {}",
                            e.getMessage(),
                            e);
                }
                pause(hosting.settings().pollInterval());
            }
        }
    }

    private void catchUp() {
        IssuedRollout issued = takeNew();
        if (issued == null && (last() == null || !serving.isEmpty())) {
            if (serving.isEmpty()) {
                loadDefault();
            }
            return;
        }
        Rollout order = last().order();
        boolean follows = switchTo(order);
        if (!follows && serving.isEmpty()) {
            follows = order.before().map(this::switchTo).orElse(false);
        }
        if (!follows && serving.isEmpty()) {
            loadDefault();
        }
    }

    /** Loads what is missing and changes over; changes nothing if a version is refused. */
    private boolean switchTo(Rollout order) {
        Serving before = serving;
        Map<String, MicroBatcher> versions = new LinkedHashMap<>();
        List<MicroBatcher> fresh = new ArrayList<>();
        for (VersionShare share : order.versions()) {
            MicroBatcher batcher = before.versions().get(share.version());
            if (batcher == null) {
                batcher = loader.load(share.version(), order, !before.isEmpty());
                if (batcher != null) {
                    fresh.add(batcher);
                } else if (!share.shadow()) {
                    fresh.forEach(loaded -> free(loaded, order));
                    LOG.error(
                            "The rollout of {} is not followed, as version {} is refused; {} go on",
                            order.issuedAt(),
                            share.version(),
                            before.versions().keySet());
                    return false;
                }
            }
            if (batcher != null) {
                versions.put(share.version(), batcher);
            }
        }
        publish(new Serving(order, versions), fresh);
        return true;
    }

    private void loadDefault() {
        try {
            MicroBatcher batcher = loader.loadDefault();
            publish(Serving.single(batcher), List.of(batcher));
        } catch (RuntimeException | Error e) { // natives that do not load, memory that is short
            if (errors.opens()) {
                LOG.error(
                        "No model is loaded from {}; clicks are answered without items until there"
                                + " is one. Looking again every {} ms. Cause: {}",
                        hosting.source(),
                        hosting.settings().pollInterval().toMillis(),
                        e.getMessage(),
                        e);
            }
        }
    }

    private void publish(Serving next, List<MicroBatcher> fresh) {
        Serving before;
        synchronized (this) {
            if (closed) {
                fresh.forEach(MicroBatcher::close);
                return;
            }
            before = serving;
            serving = next;
        }
        LOG.info("{} answer now, by the rollout {}", next.versions().keySet(), next.rollout());
        reports.ready(next);
        before.versions().forEach((version, batcher) -> freeUnlessIn(next, version, batcher));
    }

    private void freeUnlessIn(Serving next, String version, MicroBatcher batcher) {
        if (!next.versions().containsKey(version)) {
            free(batcher, next.rollout());
        }
    }

    private void free(MicroBatcher batcher, Rollout order) {
        batcher.retire(() -> reports.freed(batcher.versionName(), order));
    }

    private synchronized IssuedRollout takeNew() {
        if (!isNew) {
            return null;
        }
        isNew = false;
        return last;
    }

    private synchronized IssuedRollout last() {
        return last;
    }

    private synchronized boolean isClosed() {
        return closed;
    }

    /** Waits for a rollout, the next look at the store, or the next report of what answers. */
    private void awaitWork() throws InterruptedException {
        Duration longest =
                serving.isEmpty()
                        ? hosting.settings().pollInterval()
                        : hosting.rollouts().reportInterval();
        if (pause(longest) && !serving.isEmpty()) {
            reports.ready(serving);
        }
    }

    /** Waits until there is something to do; true if nothing came in the time. */
    private synchronized boolean pause(Duration longest) throws InterruptedException {
        long deadline = System.nanoTime() + longest.toNanos();
        while (!closed && !isNew) {
            long left = (deadline - System.nanoTime()) / 1_000_000;
            if (left <= 0) {
                return true;
            }
            wait(left);
        }
        return false;
    }
}
