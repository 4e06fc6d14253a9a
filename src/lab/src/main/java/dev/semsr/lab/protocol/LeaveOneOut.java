package dev.semsr.lab.protocol;

import dev.semsr.lab.dataset.Dataset;
import dev.semsr.lab.dataset.Visit;
import java.util.List;

/**
 * Takes the last two clicks off every session: the last is the test, the one before it validation,
 * all others are learned from. Sessions of fewer than three clicks are learned from as they are.
 *
 * <p>Clicks of one session may be learned that are newer than test clicks of another: figures are
 * comparable with published ones of this protocol, not with those of a split by time.
 */
public record LeaveOneOut() implements Protocol {

    private static final int LEAST = 3;

    @Override
    public String description() {
        return "Leave one out: the last click of every session is predicted from all before it (newest "
                + NEWEST
                + "), the last but one validates";
    }

    @Override
    public Split split(Dataset dataset) {
        SplitBuilder parts = new SplitBuilder(dataset, Long.MIN_VALUE);
        for (List<Visit> session : dataset.sessions()) {
            int learned = session.size() < LEAST ? session.size() : session.size() - 2;
            int known = session.size() < LEAST ? session.size() : session.size() - 1;
            parts.train(session, learned);
            parts.see(session, known);
            parts.validate(session, learned, known);
        }
        for (List<Visit> session : dataset.sessions()) {
            if (session.size() >= LEAST) {
                parts.test(session, session.size() - 1);
            }
        }
        List<Visit> visits = dataset.visits();
        return parts.build(description(), visits.get(visits.size() - 1).timeMillis() + 1);
    }
}
