package dev.semsr.app.bench;

import java.time.Duration;
import java.util.Map;

/**
 * What a benchmark of bad models does.
 *
 * @param rate clicks a second
 * @param times how often the bad version is rolled out
 * @param percent share of the sessions that it gets
 * @param warmUp how long the good version answers alone before
 * @param limit after which nobody waits for a rollback any more
 * @param quality further options of the quality job
 */
public record BadModelSettings(
        double rate,
        int times,
        double percent,
        Duration warmUp,
        Duration limit,
        Map<String, String> quality) {

    /** Copies the options and checks the ranges. */
    public BadModelSettings {
        quality = Map.copyOf(quality);
        if (times < 1 || !(rate > 0) || !(percent > 0 && percent < 100)) {
            throw new IllegalArgumentException(
                    "Needed are one rollout at least, more than no clicks a second, and a share"
                            + " above 0 and below 100 percent: with all traffic there is nothing"
                            + " to compare with");
        }
    }
}
