package dev.semsr.lab.protocol;

import dev.semsr.lab.dataset.Dataset;
import dev.semsr.lab.dataset.Visit;
import dev.semsr.model.training.Example;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/** Collects the parts of a split; the protocols say which click belongs where. */
final class SplitBuilder {

    private final Dataset dataset;
    private final List<String> itemIds;
    private final long cutMillis;
    private final BitSet seen = new BitSet();
    private final List<int[]> training = new ArrayList<>();
    private final List<long[]> trainingTimes = new ArrayList<>();
    private final List<Example> validation = new ArrayList<>();
    private final List<TestCase> cases = new ArrayList<>();
    private final List<TestSession> sessions = new ArrayList<>();

    SplitBuilder(Dataset dataset, long cutMillis) {
        this.dataset = dataset;
        this.cutMillis = cutMillis;
        itemIds = dataset.itemIds();
        dataset.visits().stream()
                .takeWhile(visit -> visit.timeMillis() < cutMillis)
                .forEach(visit -> seen.set(visit.row()));
    }

    /** The time of the click at a share of all clicks. */
    static long quantile(List<Visit> visits, double share) {
        if (visits.isEmpty()) {
            throw new IllegalArgumentException("A data set without clicks cannot be split");
        }
        int place = (int) Math.floor(visits.size() * share);
        return visits.get(Math.min(place, visits.size() - 1)).timeMillis();
    }

    /** Counts the items of a session's first clicks as seen before the test. */
    void see(List<Visit> session, int clicks) {
        session.subList(0, clicks).forEach(visit -> seen.set(visit.row()));
    }

    /** How many clicks of a session are before a time. */
    static int before(List<Visit> session, long millis) {
        int count = 0;
        while (count < session.size() && session.get(count).timeMillis() < millis) {
            count++;
        }
        return count;
    }

    /** Learns from the first clicks of a session. */
    void train(List<Visit> session, int clicks) {
        if (clicks > 0) {
            training.add(rows(session, 0, clicks));
            trainingTimes.add(
                    session.subList(0, clicks).stream().mapToLong(Visit::timeMillis).toArray());
        }
    }

    /** Holds out the clicks from one place to another, each to be predicted from all before it. */
    void validate(List<Visit> session, int from, int to) {
        for (int target = Math.max(1, from); target < to; target++) {
            int[] prefix = rows(session, Math.max(0, target - Protocol.NEWEST), target);
            validation.add(new Example(prefix, session.get(target).row()));
        }
    }

    /** Asks for every click of a session from a place on, each from all before it. */
    void test(List<Visit> session, int from) {
        if (from >= session.size()) {
            return;
        }
        List<String> items = session.stream().map(v -> itemIds.get(v.row())).toList();
        List<String> events = session.stream().map(Visit::eventId).toList();
        String id = dataset.sessionIds().get(session.get(0).session());
        TestSession whole = new TestSession(id, events, items);
        sessions.add(whole);
        for (int target = Math.max(1, from); target < items.size(); target++) {
            cases.add(
                    new TestCase(
                            id,
                            events.get(target - 1),
                            whole.prefix(target, Protocol.NEWEST),
                            items.get(target),
                            seen.get(session.get(target).row())));
        }
    }

    Split build(String description) {
        return build(description, cutMillis);
    }

    /** Builds with a cut that is for reports only. */
    Split build(String description, long reportedCut) {
        if (training.isEmpty() || cases.isEmpty()) {
            throw new IllegalArgumentException(
                    "Data set "
                            + dataset.info().name()
                            + " is too small for this split: "
                            + training.size()
                            + " sessions to learn from, "
                            + cases.size()
                            + " test cases");
        }
        int last = Math.max(1, before(dataset.visits(), reportedCut)) - 1;
        return new Split(
                description,
                Instant.ofEpochMilli(reportedCut),
                itemIds,
                List.copyOf(training),
                List.copyOf(trainingTimes),
                List.copyOf(validation),
                List.copyOf(cases),
                List.copyOf(sessions),
                seen,
                Instant.ofEpochMilli(dataset.visits().get(0).timeMillis()),
                Instant.ofEpochMilli(dataset.visits().get(last).timeMillis()));
    }

    private static int[] rows(List<Visit> session, int from, int to) {
        return session.subList(from, to).stream().mapToInt(Visit::row).toArray();
    }
}
