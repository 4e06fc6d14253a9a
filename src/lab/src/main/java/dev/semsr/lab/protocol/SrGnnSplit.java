package dev.semsr.lab.protocol;

import dev.semsr.lab.dataset.Dataset;
import dev.semsr.lab.dataset.Visit;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;

/**
 * The split of the published session benchmarks (SR-GNN's preparation): whole sessions are test and
 * every prefix of one is a case.
 *
 * <p>Test sessions are those that the source calls so. They are taken as they are: their publisher
 * has chosen their items by a training part of which the source may hold a fraction only, and fewer
 * cases than the published ones would be easier ones. Where the source does not say, test sessions
 * are those of the last days, and items that no other session has are taken out of them. A share of
 * the training sessions, chosen by their ids, is held out for validation: the original has none and
 * chooses by the test part.
 *
 * @param testDays days at the end whose sessions are test, where the source does not say
 * @param validationShare share of the training sessions that is held out
 */
public record SrGnnSplit(double testDays, double validationShare) implements Protocol {

    private static final String TEST = "test";
    private static final double VALIDATION_SHARE = 0.02;
    private static final double DAY_MILLIS = 86_400_000.0;

    /** Checks the ranges. */
    public SrGnnSplit {
        if (!(testDays > 0 && validationShare >= 0 && validationShare < 1)) {
            throw new IllegalArgumentException(
                    testDays
                            + " days of test and a share of "
                            + validationShare
                            + " for validation make no split");
        }
    }

    /** With one day of test, as for Yoochoose; a fiftieth of the training sessions validates. */
    public static SrGnnSplit defaults() {
        return new SrGnnSplit(1, VALIDATION_SHARE);
    }

    /** The same with other days of test. */
    public SrGnnSplit withTestDays(double days) {
        return new SrGnnSplit(days, validationShare);
    }

    @Override
    public String description() {
        return String.format(
                Locale.ROOT,
                "SR-GNN's split: the test sessions of the source as they are, or those of the last"
                        + " %.0f days without items that no other session has; every prefix"
                        + " (newest %d) is a case; validation on %.0f %% of the training"
                        + " sessions",
                testDays,
                NEWEST,
                validationShare * 100);
    }

    @Override
    public Split split(Dataset dataset) {
        List<List<Visit>> sessions = dataset.sessions();
        boolean named = dataset.visits().stream().anyMatch(visit -> isTest(visit.part()));
        long cut = named ? firstNamed(dataset) : lastDays(dataset);
        SplitBuilder parts = new SplitBuilder(dataset, Long.MIN_VALUE);
        BitSet known = new BitSet();
        for (List<Visit> session : sessions) {
            if (!isTest(session, named, cut)) {
                learn(dataset, session, parts);
                session.forEach(visit -> known.set(visit.row()));
            }
        }
        for (List<Visit> session : sessions) {
            if (isTest(session, named, cut)) {
                parts.test(named ? session : knownOnly(session, known), 0);
            }
        }
        return parts.build(description(), cut);
    }

    private static List<Visit> knownOnly(List<Visit> session, BitSet known) {
        return session.stream().filter(visit -> known.get(visit.row())).toList();
    }

    private void learn(Dataset dataset, List<Visit> session, SplitBuilder parts) {
        parts.see(session, session.size());
        if (HeldOut.isChosen(dataset.sessionIds().get(session.get(0).session()), validationShare)) {
            parts.validate(session, 0, session.size());
        } else {
            parts.train(session, session.size());
        }
    }

    private static boolean isTest(List<Visit> session, boolean named, long cut) {
        return named ? isTest(session.get(0).part()) : session.get(0).timeMillis() >= cut;
    }

    private static boolean isTest(String part) {
        return part.equals(TEST);
    }

    private static long firstNamed(Dataset dataset) {
        return dataset.visits().stream()
                .filter(visit -> isTest(visit.part()))
                .mapToLong(Visit::timeMillis)
                .min()
                .orElseThrow();
    }

    private long lastDays(Dataset dataset) {
        List<Visit> visits = dataset.visits();
        return visits.get(visits.size() - 1).timeMillis() - (long) (testDays * DAY_MILLIS);
    }
}
