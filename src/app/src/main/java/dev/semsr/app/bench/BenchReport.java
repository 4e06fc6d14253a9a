package dev.semsr.app.bench;

import dev.semsr.app.answers.Percentiles;
import dev.semsr.app.machine.Machine;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/**
 * What a benchmark of the pipeline measured, and where.
 *
 * @param at when it began
 * @param machine where
 * @param items size of the catalogue
 * @param model variant and width of the model
 * @param rows one a rate
 */
public record BenchReport(
        Instant at, Machine machine, int items, String model, List<BenchRow> rows) {

    /** Copies the rows. */
    public BenchReport {
        rows = List.copyOf(rows);
    }

    /** Whether every click of every rate was answered. */
    public boolean isComplete() {
        return rows.stream().allMatch(BenchRow::isComplete);
    }

    /** The table for a terminal. */
    public String toText() {
        var text = new StringBuilder(title()).append(System.lineSeparator());
        text.append(
                String.format(
                        Locale.ROOT,
                        "%9s %9s %9s %9s %9s %9s %9s  %s%n",
                        "clicks/s",
                        "answers/s",
                        "p50 ms",
                        "p90 ms",
                        "p99 ms",
                        "p99.9 ms",
                        "max ms",
                        "answered"));
        for (BenchRow row : rows) {
            Percentiles latency = row.latency();
            text.append(
                    String.format(
                            Locale.ROOT,
                            "%,9.0f %,9.0f %9.1f %9.1f %9.1f %9.1f %9.1f  %s%n",
                            row.rate(),
                            row.achieved(),
                            latency.p50(),
                            latency.p90(),
                            latency.p99(),
                            latency.p999(),
                            latency.max(),
                            answered(row)));
        }
        return text.toString();
    }

    /** The table for a page. */
    public String toMarkdown() {
        var text = new StringBuilder(title()).append("\n\n");
        text.append(
                "| clicks/s | answers/s | p50 ms | p90 ms | p99 ms | p99.9 ms | max ms | answered |\n");
        text.append("| ---: | ---: | ---: | ---: | ---: | ---: | ---: | --- |\n");
        for (BenchRow row : rows) {
            Percentiles latency = row.latency();
            text.append(
                    String.format(
                            Locale.ROOT,
                            "| %,.0f | %,.0f | %.1f | %.1f | %.1f | %.1f | %.1f | %s |\n",
                            row.rate(),
                            row.achieved(),
                            latency.p50(),
                            latency.p90(),
                            latency.p99(),
                            latency.p999(),
                            latency.max(),
                            answered(row)));
        }
        return text.toString();
    }

    private String title() {
        return String.format(
                Locale.ROOT,
                "Click due to recommendation consumed, %,d items, %s; %s; %tF",
                items,
                model,
                machine.text(),
                at.atZone(java.time.ZoneOffset.UTC));
    }

    private static String answered(BenchRow row) {
        String all =
                row.isComplete()
                        ? String.format(Locale.ROOT, "all %,d", row.sent())
                        : String.format(Locale.ROOT, "%,d of %,d", row.answered(), row.sent());
        long fallback = row.answered() - row.byModel();
        return fallback == 0
                ? all
                : all + String.format(Locale.ROOT, ", %,d by the fallback", fallback);
    }
}
