package dev.semsr.lab.protocol;

import dev.semsr.lab.dataset.Dataset;
import dev.semsr.lab.dataset.Visit;
import java.util.List;
import java.util.Locale;

/**
 * Takes whole sessions apart by the time they begin: the newest are test, the newest of the rest
 * are validation. A session that begins before the cut and goes on after it is cut off there: its
 * later clicks are neither learned nor asked.
 *
 * @param testShare share of sessions that are test
 * @param validationShare share of the other sessions that are validation
 */
public record NewestSessionsSplit(double testShare, double validationShare) implements Protocol {

    private static final double TEST_SHARE = 0.1;
    private static final double VALIDATION_SHARE = 0.05;

    /** Checks the ranges. */
    public NewestSessionsSplit {
        if (!(testShare > 0 && testShare < 1 && validationShare >= 0 && validationShare < 1)) {
            throw new IllegalArgumentException(
                    "Shares of " + testShare + " and " + validationShare + " make no split");
        }
    }

    /** The newest tenth is test, the newest twentieth of the rest is validation. */
    public static NewestSessionsSplit defaults() {
        return new NewestSessionsSplit(TEST_SHARE, VALIDATION_SHARE);
    }

    @Override
    public String description() {
        return String.format(
                Locale.ROOT,
                "The newest %.0f %% of the sessions are test, the newest %.0f %% of the others"
                        + " validation; every click after the first is predicted from all before it"
                        + " (newest %d)",
                testShare * 100,
                validationShare * 100,
                NEWEST);
    }

    @Override
    public Split split(Dataset dataset) {
        List<List<Visit>> sessions = dataset.sessions();
        int older = (int) Math.floor(sessions.size() * (1 - testShare));
        int learned = (int) Math.floor(older * (1 - validationShare));
        long cut = start(sessions.get(Math.min(older, sessions.size() - 1)));
        SplitBuilder parts = new SplitBuilder(dataset, cut);
        for (int i = 0; i < sessions.size(); i++) {
            List<Visit> session = sessions.get(i);
            int known = SplitBuilder.before(session, cut);
            if (start(session) >= cut) {
                parts.test(session, 0);
            } else if (i < learned) {
                parts.train(session, known);
            } else {
                parts.validate(session, 0, known);
            }
        }
        return parts.build(description());
    }

    private static long start(List<Visit> session) {
        return session.get(0).timeMillis();
    }
}
