package dev.semsr.app.bench;

import dev.semsr.app.answers.Percentiles;
import dev.semsr.app.machine.Machine;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Locale;

/**
 * What a benchmark of freshness measured, and where. Times are in milliseconds.
 *
 * @param at when it began
 * @param machine where
 * @param items size of the catalogue at the start
 * @param rate clicks a second beside the changes
 * @param changes how many changes of each kind were made
 * @param missed how many of them did not take effect within a minute
 * @param published item published to answers from it
 * @param unavailable item made unavailable to no more answers from it
 * @param available item made available again to answers from it
 * @param priced price changed to the new price read from the topic of item vectors
 * @param clicks click to recommendation meanwhile
 */
public record FreshnessReport(
        Instant at,
        Machine machine,
        int items,
        double rate,
        int changes,
        int missed,
        Percentiles published,
        Percentiles unavailable,
        Percentiles available,
        Percentiles priced,
        Percentiles clicks) {

    /** Whether every change took effect. */
    public boolean isComplete() {
        return missed == 0;
    }

    /** The table for a page, which can be read on a terminal too. */
    public String toMarkdown() {
        return String.format(
                        Locale.ROOT,
                        "%,d items, %,.0f clicks/s, %,d changes of each kind, %,d without effect; %s; %tF%n%n",
                        items,
                        rate,
                        changes,
                        missed,
                        machine.text(),
                        at.atZone(ZoneOffset.UTC))
                + "| from ... to ... | p50 ms | p90 ms | p99 ms | max ms |\n"
                + "| --- | ---: | ---: | ---: | ---: |\n"
                + row("item published, recommendable", published)
                + row("made unavailable, gone from the model", unavailable)
                + row("made available again, recommendable", available)
                + row("price changed, read from the item vectors", priced)
                + row("click due, recommendation consumed, meanwhile", clicks);
    }

    private static String row(String what, Percentiles times) {
        return String.format(
                Locale.ROOT,
                "| %s | %.0f | %.0f | %.0f | %.0f |%n",
                what,
                times.p50(),
                times.p90(),
                times.p99(),
                times.max());
    }
}
