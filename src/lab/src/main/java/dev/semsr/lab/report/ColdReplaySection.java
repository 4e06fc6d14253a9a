package dev.semsr.lab.report;

import dev.semsr.lab.coldreplay.ColdReplay;
import dev.semsr.lab.coldreplay.ColdReplayResult;
import dev.semsr.lab.coldreplay.Hits;
import java.util.List;
import java.util.Locale;

/** What became of the clicks on items that were published during a replay, as Markdown. */
final class ColdReplaySection {

    private ColdReplaySection() {}

    /**
     * The section.
     *
     * @param results of all models on one data set; not empty
     * @param catalogue number of items
     */
    static String of(List<ColdReplayResult> results, long catalogue) {
        ColdReplayResult first = results.get(0);
        MarkdownTable table =
                new MarkdownTable(
                        List.of(
                                "model",
                                "in the last list: " + cutoffs(),
                                "in a list just before: " + cutoffs(),
                                "of these, first click on the item",
                                "later clicks"));
        for (ColdReplayResult result : results) {
            table.add(
                    List.of(
                            result.model(),
                            shares(result.shown()),
                            shares(sum(result.askedFirst(), result.askedLater())),
                            shares(result.askedFirst()),
                            shares(result.askedLater())));
        }
        return "\n### Clicks on new items\n\n"
                + introduction(first)
                + chance(catalogue)
                + "\n"
                + table.text();
    }

    private static String introduction(ColdReplayResult result) {
        long clicks = result.askedFirst().clicks() + result.askedLater().clicks();
        return String.format(
                Locale.ROOT,
                "All clicks are replayed in order of time. The %,d items that nobody had clicked"
                        + " before the cut are withdrawn from the served models at first; each is"
                        + " put in by `upsert`, with its text vector alone, just before its first"
                        + " click. The interaction vectors know nothing of them; the statistics"
                        + " that whiten text vectors are those of the whole catalogue. Of %,d"
                        + " clicks that follow another of their session, %,d are on such items.%n%n"
                        + "- *In the last list*: the list that the session's click before was"
                        + " answered with held the item. %,d of the clicks are left out here:"
                        + " their last list is older than the item.%n"
                        + "- *In a list just before*: a list made just before the click, of the"
                        + " same clicks and the catalogue of that moment, held it.%n%n",
                result.published(),
                result.questions(),
                clicks,
                result.tooEarly());
    }

    private static String chance(long catalogue) {
        return String.format(
                Locale.ROOT,
                "Shares are in per cent, the number of clicks in brackets. By chance it would be"
                        + " %.2f / %.2f.%n",
                100.0 * ColdReplay.SHORT / catalogue,
                100.0 * ColdReplay.LONG / catalogue);
    }

    private static String cutoffs() {
        return "first " + ColdReplay.SHORT + " / " + ColdReplay.LONG;
    }

    private static Hits sum(Hits first, Hits later) {
        return new Hits(
                first.clicks() + later.clicks(),
                first.inShort() + later.inShort(),
                first.inLong() + later.inLong());
    }

    private static String shares(Hits hits) {
        return hits.clicks() == 0
                ? ""
                : String.format(
                        Locale.ROOT,
                        "%.2f / %.2f (%,d)",
                        100.0 * hits.inShort() / hits.clicks(),
                        100.0 * hits.inLong() / hits.clicks(),
                        hits.clicks());
    }
}
