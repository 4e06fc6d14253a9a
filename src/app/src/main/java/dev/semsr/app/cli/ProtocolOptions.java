package dev.semsr.app.cli;

import dev.semsr.lab.dataset.Dataset;
import dev.semsr.lab.protocol.GlobalTimeSplit;
import dev.semsr.lab.protocol.NewestSessionsSplit;
import dev.semsr.lab.protocol.Protocol;
import dev.semsr.lab.protocol.Split;
import picocli.CommandLine.Option;

/** How a data set is split; a {@code Mixin}. Training and evaluation must be given the same. */
public final class ProtocolOptions {

    private static final String NEWEST_SESSIONS = "newest-sessions";
    private static final String TIME_SPLIT = "time-split";
    private static final double VALIDATION_SHARE = NewestSessionsSplit.defaults().validationShare();

    @Option(
            names = "--protocol",
            paramLabel = "NAME",
            defaultValue = NEWEST_SESSIONS,
            description =
                    "newest-sessions: the newest sessions are test. time-split: all after the cut is"
                            + " test, each click predicted from all before it. Evaluate by the"
                            + " protocol that the model was trained by (newest-sessions).")
    private String protocol;

    @Option(
            names = "--test-share",
            paramLabel = "X",
            defaultValue = "0.1",
            description =
                    "Share of the sessions, or of the interactions in a time split, that is test and"
                            + " not learned from (${DEFAULT-VALUE}).")
    private double testShare;

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

    private Protocol protocol() {
        GlobalTimeSplit time = GlobalTimeSplit.defaults();
        return switch (protocol) {
            case NEWEST_SESSIONS -> new NewestSessionsSplit(testShare, VALIDATION_SHARE);
            case TIME_SPLIT ->
                    new GlobalTimeSplit(
                            1 - testShare, time.validationWindow(), time.validationShare());
            default ->
                    throw new IllegalArgumentException(
                            "'%s' is no protocol; name %s or %s"
                                    .formatted(protocol, NEWEST_SESSIONS, TIME_SPLIT));
        };
    }
}
