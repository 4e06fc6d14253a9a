package dev.semsr.lab.importer;

import java.time.Duration;

/** Cuts the clicks of a visitor into sessions, where nothing was clicked for a while. */
final class SessionCut {

    private SessionCut() {}

    /**
     * Gives every click the session {@code visitor-n}, n from 1.
     *
     * @param gap longest time between two clicks of one session
     */
    static void apply(ClickTable clicks, Duration gap) {
        String visitor = null;
        int number = 0;
        long last = 0;
        for (int click : ClickOrder.bySession(clicks)) {
            String own = clicks.sessionId(click);
            boolean isSame = own.equals(visitor);
            if (!isSame || clicks.time(click) - last > gap.toMillis()) {
                number = isSame ? number + 1 : 1;
            }
            visitor = own;
            last = clicks.time(click);
            clicks.move(click, own + "-" + number);
        }
    }
}
