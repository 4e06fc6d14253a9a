package dev.semsr.jobs.testing;

import dev.semsr.core.rollout.Rollout;
import dev.semsr.core.rollout.VersionShare;
import dev.semsr.jobs.rollout.IssuedRollout;
import dev.semsr.jobs.rollout.RolloutChannel;
import dev.semsr.jobs.rollout.StatusReporter;
import dev.semsr.schemas.ModelStatus;
import dev.semsr.schemas.VersionState;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/** A topic of rollouts and one of reports, in the memory of a test. */
public final class TestRollouts {

    /** Name of the model. */
    public static final String SCOPE = "alphabet";

    private static final Map<String, TestRollouts> TOPICS = new ConcurrentHashMap<>();

    private final String id = UUID.randomUUID().toString();
    private final List<ModelStatus> reports = new CopyOnWriteArrayList<>();
    private final AtomicLong offsets = new AtomicLong();
    private volatile Supplier<Optional<IssuedRollout>> newest = Optional::empty;

    /** Topics without records. */
    public TestRollouts() {
        TOPICS.put(id, this);
    }

    /** A rollout as the next record of the topic; a process that is there has to be told of it. */
    public IssuedRollout issue(List<VersionShare> versions, List<VersionShare> previous) {
        long offset = offsets.getAndIncrement();
        Rollout rollout =
                new Rollout(SCOPE, versions, previous, Instant.ofEpochMilli(offset), "test");
        IssuedRollout issued = new IssuedRollout(offset, rollout.toRecord());
        newest = () -> Optional.of(issued);
        return issued;
    }

    /** One version for all. */
    public IssuedRollout issue(String version) {
        return issue(List.of(VersionShare.of(version, 1)), List.of());
    }

    /** What a process finds when it reads the topic. */
    public void newestIs(Supplier<Optional<IssuedRollout>> newest) {
        this.newest = newest;
    }

    /** All reports so far. */
    public List<ModelStatus> reports() {
        return reports;
    }

    /** Whether such a report is there. */
    public boolean reported(String version, VersionState state) {
        return reports.stream()
                .anyMatch(r -> r.getVersion().equals(version) && r.getState() == state);
    }

    /** The way to these topics, also after it was serialised. */
    public RolloutChannel channel() {
        return new Channel(id);
    }

    private record Channel(String id) implements RolloutChannel {

        @Override
        public boolean isOpen() {
            return true;
        }

        @Override
        public Optional<IssuedRollout> newest() {
            return TOPICS.get(id).newest.get();
        }

        @Override
        public StatusReporter reporter() {
            TestRollouts topics = TOPICS.get(id);
            return new StatusReporter() {
                @Override
                public void report(ModelStatus status) {
                    topics.reports.add(status);
                }

                @Override
                public void close() {} // nothing is open
            };
        }

        @Override
        public Duration reportInterval() {
            return Duration.ofMillis(20);
        }
    }
}
