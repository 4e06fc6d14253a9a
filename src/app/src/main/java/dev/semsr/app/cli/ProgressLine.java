package dev.semsr.app.cli;

import java.io.PrintWriter;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * One line that is overwritten on a terminal; elsewhere a plain line now and then. Used by one
 * thread at a time.
 */
public final class ProgressLine implements AutoCloseable {

    private static final Duration LIVE_PAUSE = Duration.ofMillis(100);
    private static final Duration PLAIN_PAUSE = Duration.ofSeconds(10);
    private static final String BACK_AND_CLEAR = "\r\u001b[K";

    private final PrintWriter err;
    private final boolean live;
    private final Clock clock;
    private Instant next = Instant.MIN;
    private String pending;
    private boolean open;

    ProgressLine(PrintWriter err, boolean live, Clock clock) {
        this.err = err;
        this.live = live;
        this.clock = clock;
    }

    /** Shows the state of the work; left out if the last one was shown only just now. */
    public void show(String text) {
        Instant now = clock.instant();
        if (now.isBefore(next)) {
            pending = text;
            return;
        }
        next = now.plus(live ? LIVE_PAUSE : PLAIN_PAUSE);
        write(text);
    }

    /**
     * Shows a state that must not be left out, such as the end of an epoch, on a line that stays.
     */
    public void keep(String text) {
        pending = null;
        if (live) {
            err.print(BACK_AND_CLEAR);
        }
        err.println(text);
        err.flush();
        open = false;
    }

    /** Shows the last state, if it was left out, and ends the line. */
    @Override
    public void close() {
        if (pending != null) {
            write(pending);
        }
        if (open) {
            err.println();
            err.flush();
            open = false;
        }
    }

    private void write(String text) {
        pending = null;
        if (live) {
            err.print(BACK_AND_CLEAR + text);
            open = true;
        } else {
            err.println(text);
        }
        err.flush();
    }
}
