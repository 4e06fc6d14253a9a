package dev.semsr.jobs.rules;

import dev.semsr.core.rules.RuleBook;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.flink.metrics.MetricGroup;

/** The one place in a process where rules are read: all slots of a TaskManager share it. */
public final class RuleHost {

    private static final Map<RuleSource, RuleHost> HOSTS = new HashMap<>();

    private final RuleSource source;
    private volatile RuleBook book = RuleBook.EMPTY;
    private RuleFeed feed;
    private int leases;

    private RuleHost(RuleSource source) {
        this.source = source;
    }

    /** Takes a lease on the rules of a source; the first one starts to read them. */
    public static Lease acquire(RuleSource source) {
        synchronized (HOSTS) {
            RuleHost host = HOSTS.get(source);
            if (host == null) {
                RuleHost started = new RuleHost(source);
                started.feed = source.start(rules -> started.book = rules);
                HOSTS.put(source, started);
                host = started;
            }
            host.leases++;
            return host.new Lease();
        }
    }

    private void release() {
        synchronized (HOSTS) {
            leases--;
            if (leases > 0) {
                return;
            }
            HOSTS.remove(source);
        }
        feed.close();
    }

    /** The right of one user to the rules, until it is closed. */
    public final class Lease implements AutoCloseable {

        private final AtomicBoolean released = new AtomicBoolean();

        private Lease() {}

        /** The rules as they are now. */
        public RuleBook book() {
            return book;
        }

        /**
         * Waits until all rules are known that there were at the start.
         *
         * @throws IllegalStateException if that takes longer: a list that goes out without the
         *     rules could show what the shop hides
         */
        public void requireCaughtUp(Duration patience) throws InterruptedException {
            if (!feed.awaitCaughtUp(patience)) {
                throw new IllegalStateException(
                        ("The rules are not read from %s within %s, and no list goes out without"
                                        + " them. Check that the topic exists and can be read.")
                                .formatted(source, patience));
            }
        }

        /** Shows how many rules there are, hold now, and were left out. */
        public void registerMetrics(MetricGroup group) {
            group.gauge("rules", () -> book.rules().size());
            group.gauge("rulesActive", () -> book.active(Instant.now()));
            group.gauge("rulesRejected", () -> feed.rejected());
        }

        /** Gives the lease back; the last one stops the reading. */
        @Override
        public void close() {
            if (released.compareAndSet(false, true)) {
                release();
            }
        }
    }
}
