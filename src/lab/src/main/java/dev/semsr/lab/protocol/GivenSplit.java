package dev.semsr.lab.protocol;

import dev.semsr.lab.dataset.Dataset;
import dev.semsr.lab.dataset.Visit;
import java.util.List;
import java.util.Set;

/**
 * The split that the source of a data set was published with: each click says whether it is for
 * training, validation or test. Clicks of the last two are predicted from all before them of the
 * same session or user.
 */
public record GivenSplit() implements Protocol {

    private static final String TRAIN = "train";
    private static final Set<String> VALID = Set.of("valid", "validation");
    private static final String TEST = "test";

    @Override
    public String description() {
        return "The split of the source: its validation and test clicks, each predicted from all"
                + " before it of the same session (newest "
                + NEWEST
                + ")";
    }

    @Override
    public Split split(Dataset dataset) {
        long cut =
                dataset.visits().stream()
                        .filter(visit -> visit.part().equals(TEST))
                        .mapToLong(Visit::timeMillis)
                        .min()
                        .orElseThrow(() -> noParts(dataset));
        SplitBuilder parts = new SplitBuilder(dataset, Long.MIN_VALUE);
        for (List<Visit> session : dataset.sessions()) {
            int learned = leading(session, Set.of(TRAIN));
            int known = learned + leading(session.subList(learned, session.size()), VALID);
            parts.train(session, learned);
            parts.see(session, known);
            parts.validate(session, learned, known);
        }
        for (List<Visit> session : dataset.sessions()) {
            int learned = leading(session, Set.of(TRAIN));
            parts.test(session, learned + leading(session.subList(learned, session.size()), VALID));
        }
        return parts.build(description(), cut);
    }

    private static int leading(List<Visit> session, Set<String> parts) {
        int count = 0;
        while (count < session.size() && parts.contains(session.get(count).part())) {
            count++;
        }
        return count;
    }

    private static IllegalArgumentException noParts(Dataset dataset) {
        return new IllegalArgumentException(
                "Data set "
                        + dataset.info().name()
                        + " does not say which clicks are test: its source has no column 'split'."
                        + " Choose another protocol.");
    }
}
