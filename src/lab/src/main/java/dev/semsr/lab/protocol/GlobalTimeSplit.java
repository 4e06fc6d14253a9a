package dev.semsr.lab.protocol;

import dev.semsr.lab.dataset.Dataset;
import dev.semsr.lab.dataset.Visit;
import java.util.List;
import java.util.Locale;

/**
 * Cuts all sessions at one moment. Interactions from the cut on are test: each is predicted from
 * all before it of the same session or user, also those after the cut. The first interaction of a
 * session without history is no case.
 *
 * <p>For early stopping a share of the sessions gives up its interactions of the newest part of the
 * training window; these are learned from by nobody.
 *
 * @param percentile share of interactions before the cut
 * @param validationWindow share of the training interactions, the newest ones, in which validation
 *     lies
 * @param validationShare share of the sessions that are held out in that window
 */
public record GlobalTimeSplit(double percentile, double validationWindow, double validationShare)
        implements Protocol {

    private static final double PERCENTILE = 0.9;
    private static final double VALIDATION_WINDOW = 0.1;
    private static final double VALIDATION_SHARE = 0.25;

    /** Checks the ranges. */
    public GlobalTimeSplit {
        requireShare("percentile", percentile);
        requireShare("validationWindow", validationWindow);
        requireShare("validationShare", validationShare);
    }

    /** The 90th percentile; validation on a quarter of the sessions in the newest tenth. */
    public static GlobalTimeSplit defaults() {
        return new GlobalTimeSplit(PERCENTILE, VALIDATION_WINDOW, VALIDATION_SHARE);
    }

    @Override
    public String description() {
        return String.format(
                Locale.ROOT,
                "Global time split at the %.0fth percentile of interactions; every later interaction"
                        + " is predicted from all before it of the same session (newest %d);"
                        + " validation on %.0f %% of the sessions in the newest %.0f %% of the"
                        + " training interactions",
                percentile * 100,
                NEWEST,
                validationShare * 100,
                validationWindow * 100);
    }

    @Override
    public Split split(Dataset dataset) {
        long cut = SplitBuilder.quantile(dataset.visits(), percentile);
        long validationStart =
                SplitBuilder.quantile(dataset.visits(), percentile * (1 - validationWindow));
        SplitBuilder parts = new SplitBuilder(dataset, cut);
        for (List<Visit> session : dataset.sessions()) {
            int known = SplitBuilder.before(session, cut);
            int learned = known;
            if (HeldOut.isChosen(
                    dataset.sessionIds().get(session.get(0).session()), validationShare)) {
                learned = SplitBuilder.before(session, Math.min(cut, validationStart));
                parts.validate(session, learned, known);
            }
            parts.train(session, learned);
            parts.test(session, known);
        }
        return parts.build(description());
    }

    private static void requireShare(String name, double value) {
        if (!(value > 0 && value < 1)) {
            throw new IllegalArgumentException(
                    name + " is " + value + ": between 0 and 1 is needed");
        }
    }
}
