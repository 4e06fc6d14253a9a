package dev.semsr.app.bench;

import dev.semsr.app.answers.Percentiles;
import dev.semsr.app.machine.Machine;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Locale;

/**
 * What a benchmark of a large catalogue measured, and where.
 *
 * @param at when it began
 * @param machine where
 * @param items items in the topic at the start
 * @param modelItems how many of them the model was trained on
 * @param topicMegabytes size of their records' values, in 10^6 bytes
 * @param startSeconds from the start of the job to the first answer about the item written last;
 *     negative if there was none
 * @param residentBefore resident memory of the process before the job starts, in MiB: broker, Flink
 *     and this benchmark
 * @param residentAfter resident memory once it answers, in MiB
 * @param residentPeak the most up to then, in MiB
 * @param asked items of the end of the topic that were asked about
 * @param known how many of them the model answered
 * @param recommended items in the answers
 * @param recommendedNew how many of them the model has from the topic alone
 * @param changes items that were published after the start
 * @param published published to recommendable
 */
public record CatalogueReport(
        Instant at,
        Machine machine,
        int items,
        int modelItems,
        double topicMegabytes,
        double startSeconds,
        double residentBefore,
        double residentAfter,
        double residentPeak,
        int asked,
        int known,
        long recommended,
        long recommendedNew,
        int changes,
        Percentiles published) {

    /** Whether the job answered, about all items, with new ones too, and took all changes. */
    public boolean isComplete() {
        return startSeconds >= 0
                && known == asked
                && recommendedNew > 0
                && published.count() == changes;
    }

    /** The table for a page, which can be read on a terminal too. */
    public String toMarkdown() {
        return String.format(
                        Locale.ROOT,
                        "%,d items in the topic, %,d of them in the model's training; %s; %tF%n%n",
                        items,
                        modelItems,
                        machine.text(),
                        at.atZone(ZoneOffset.UTC))
                + "| what | |\n| --- | ---: |\n"
                + row("records in the topic, MB", "%,.0f", topicMegabytes)
                + row("job started, first answer about the last item, s", "%.1f", startSeconds)
                + row("resident before the job starts, MiB", "%,.0f", residentBefore)
                + row("resident once it answers, MiB", "%,.0f", residentAfter)
                + row("the most up to then, MiB", "%,.0f", residentPeak)
                + row(
                        "items of the end of the topic answered by the model",
                        "%d of %d",
                        known,
                        asked)
                + row(
                        "recommended items that came with the topic",
                        "%,d of %,d",
                        recommendedNew,
                        recommended)
                + row(
                        "item published after that, recommendable, p50 / p90 / max ms",
                        "%.0f / %.0f / %.0f",
                        published.p50(),
                        published.p90(),
                        published.max());
    }

    private static String row(String what, String format, Object... values) {
        return "| " + what + " | " + String.format(Locale.ROOT, format, values) + " |\n";
    }
}
