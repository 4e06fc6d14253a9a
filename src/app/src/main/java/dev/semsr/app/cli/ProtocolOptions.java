package dev.semsr.app.cli;

import dev.semsr.lab.dataset.Dataset;
import dev.semsr.lab.protocol.GivenSplit;
import dev.semsr.lab.protocol.GlobalTimeSplit;
import dev.semsr.lab.protocol.LeaveOneOut;
import dev.semsr.lab.protocol.NewestSessionsSplit;
import dev.semsr.lab.protocol.Protocol;
import dev.semsr.lab.protocol.Split;
import dev.semsr.lab.protocol.SrGnnSplit;
import java.util.List;
import picocli.CommandLine.Option;

/** How a data set is split; a {@code Mixin}. Training and evaluation must be given the same. */
public final class ProtocolOptions {

    private static final String NEWEST_SESSIONS = "newest-sessions";
    private static final String TIME_SPLIT = "time-split";
    private static final String SR_GNN = "sr-gnn";
    private static final String GIVEN = "given";
    private static final String LEAVE_ONE_OUT = "leave-one-out";
    private static final double VALIDATION_SHARE = NewestSessionsSplit.defaults().validationShare();

    @Option(
            names = "--protocol",
            paramLabel = "NAME",
            defaultValue = NEWEST_SESSIONS,
            description =
                    "newest-sessions: the newest sessions are test. time-split: all after the cut is"
                            + " test, each click predicted from all before it. Evaluate by the"
                            + " protocol that the model was trained by (newest-sessions). sr-gnn:"
                            + " the published split of the session benchmarks. given: the split of"
                            + " the source's column 'split'. leave-one-out: the last click of every"
                            + " session.")
    private String protocol;

    @Option(
            names = "--test-share",
            paramLabel = "X",
            defaultValue = "0.1",
            description =
                    "Share of the sessions, or of the interactions in a time split, that is test and"
                            + " not learned from (${DEFAULT-VALUE}).")
    private double testShare;

    @Option(
            names = "--test-days",
            paramLabel = "N",
            defaultValue = "1",
            description =
                    "Days at the end whose sessions are test, in sr-gnn, where the source does not"
                            + " say (${DEFAULT-VALUE}).")
    private double testDays;

    /** Splits a data set. */
    Split split(Dataset dataset, CommonOptions common) {
        Split split = common.checked(this::protocol).split(dataset);
        if (split.training().isEmpty()) {
            throw new CommandFailure(
                    "Nothing is left to learn from in data set " + dataset.info().name(),
                    "Take a smaller --test-share, or more data.");
        }
        return split;
    }

    /** The name that was given. */
    String name() {
        return protocol;
    }

    Protocol protocol() {
        return protocol(protocol);
    }

    /**
     * The name that fits a data set: the split of its source, if that names a validation part; the
     * one of the session benchmarks for clicks without texts; else a cut in time.
     */
    static String fitting(Dataset dataset) {
        if (dataset.visits().stream().anyMatch(visit -> visit.part().startsWith("valid"))) {
            return GIVEN;
        }
        return dataset.info().itemsWithTitle() == 0 ? SR_GNN : TIME_SPLIT;
    }

    /**
     * The protocol of a name, with the shares that were given.
     *
     * @throws IllegalArgumentException if there is none of that name
     */
    Protocol protocol(String name) {
        GlobalTimeSplit time = GlobalTimeSplit.defaults();
        return switch (name) {
            case NEWEST_SESSIONS -> new NewestSessionsSplit(testShare, VALIDATION_SHARE);
            case TIME_SPLIT ->
                    new GlobalTimeSplit(
                            1 - testShare, time.validationWindow(), time.validationShare());
            case SR_GNN -> SrGnnSplit.defaults().withTestDays(testDays);
            case GIVEN -> new GivenSplit();
            case LEAVE_ONE_OUT -> new LeaveOneOut();
            default ->
                    throw new IllegalArgumentException(
                            "'%s' is no protocol; name one of %s"
                                    .formatted(
                                            name,
                                            List.of(
                                                    NEWEST_SESSIONS,
                                                    TIME_SPLIT,
                                                    SR_GNN,
                                                    GIVEN,
                                                    LEAVE_ONE_OUT)));
        };
    }
}
