package dev.semsr.app.cli;

import dev.semsr.app.stop.TemporaryFolder;
import dev.semsr.schemas.SessionState;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows the sessions in a savepoint. */
@Command(
        name = "inspect",
        description =
                "Show the sessions in a savepoint: how many there are, and of each its clicks,"
                        + " sequence and last times. Changes nothing.")
final class StateInspectCommand implements Callable<Integer> {

    @Mixin private CommonOptions common;

    @Parameters(paramLabel = "SAVEPOINT", description = "Folder or URI of the savepoint.")
    private String savepoint;

    @Option(
            names = "--session",
            paramLabel = "ID",
            description = "Show only this session; with --json its clicks, too.")
    private String session;

    @Option(
            names = "--limit",
            paramLabel = "SESSIONS",
            defaultValue = "20",
            description = "Show at most so many; all are counted (${DEFAULT-VALUE}).")
    private long limit;

    @Option(names = "--json", description = "Print one line of JSON for each session.")
    private boolean json;

    @ArgGroup(
            exclusive = false,
            heading = "Sessions of a form that is not compatible with this release's:%n")
    private WrittenAsOptions written;

    private final TextTable table =
            new TextTable(
                    "SESSION", "CLICKS", "SEQUENCE", "LAST CLICK", "LAST ARRIVAL", "NEWEST ITEM");
    private long found;

    /** A click as printed. */
    record ShownClick(String itemId, Instant eventTime) {}

    /** What is printed with {@code --json}. */
    record Line(
            String sessionId,
            int clicks,
            long sequence,
            Instant lastEventTime,
            Instant lastArrivalTime,
            List<ShownClick> items) {}

    @Override
    public Integer call() throws Exception {
        try (var work = TemporaryFolder.create()) {
            read(work);
        }
        if (!json) {
            table.lines().forEach(common.terminal()::print);
        }
        String shown = found > limit ? ", %,d shown".formatted(limit) : "";
        common.terminal().note("%,d sessions%s".formatted(found, shown));
        return 0;
    }

    private void read(TemporaryFolder work) {
        var sessions = SavepointArgument.sessions(savepoint, work, written, common);
        try {
            sessions.read(
                    (id, state) -> {
                        show(id, state);
                        return true;
                    });
        } catch (Exception failure) {
            throw SavepointArgument.unreadable(savepoint, failure);
        }
    }

    private void show(String id, SessionState state) {
        if (session != null && !session.equals(id)) {
            return;
        }
        found++;
        if (found > limit) {
            return;
        }
        if (json) {
            common.terminal().json(line(id, state));
        } else {
            table.add(row(id, state));
        }
    }

    private static String[] row(String id, SessionState state) {
        int clicks = state.getClicks().size();
        return new String[] {
            id,
            Integer.toString(clicks),
            Long.toString(state.getSequence()),
            seconds(state.getLastEventTime()),
            seconds(state.getLastArrivalTime()),
            clicks == 0 ? "" : state.getClicks().get(clicks - 1).getItemId()
        };
    }

    private Line line(String id, SessionState state) {
        List<ShownClick> clicks =
                state.getClicks().stream()
                        .map(click -> new ShownClick(click.getItemId(), click.getEventTime()))
                        .toList();
        return new Line(
                id,
                clicks.size(),
                state.getSequence(),
                state.getLastEventTime(),
                state.getLastArrivalTime(),
                session == null ? null : clicks);
    }

    private static String seconds(Instant time) {
        return time.truncatedTo(ChronoUnit.SECONDS).toString();
    }
}
