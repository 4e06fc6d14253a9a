package dev.semsr.app.chaos;

import java.util.Locale;
import java.util.stream.Collectors;

/** A report as Markdown, which people read on a terminal too. */
public final class ChaosTables {

    private ChaosTables() {}

    /** The whole report. */
    public static String markdown(ChaosReport report) {
        var text = new StringBuilder();
        text.append(
                line(
                        "`%s`, %s, %s.%n%n",
                        report.command(), report.date(), report.machine().text()));
        text.append(proof(report)).append('\n').append(faults(report));
        if (!report.verdict().examples().isEmpty()) {
            text.append("\nFirst violations:\n\n");
            report.verdict().examples().forEach(e -> text.append("- ").append(e).append('\n'));
        }
        return text.toString();
    }

    private static String proof(ChaosReport report) {
        Verdict verdict = report.verdict();
        return "| mode | faults | clicks | answered | lost | repeated | repeated against the mode |"
                + " out of order | wrong list | not asked for | bad records | in the dead letters |\n"
                + "| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |\n"
                + line(
                        "| %s | %d | %,d | %,d | %,d | %,d | %,d | %,d | %,d | %,d | %,d | %,d |%n",
                        report.exactlyOnce() ? "exactly-once" : "at-least-once",
                        report.faults(),
                        verdict.clicks(),
                        verdict.answered(),
                        verdict.lost(),
                        verdict.repeats(),
                        verdict.forbiddenRepeats(),
                        verdict.outOfOrder(),
                        verdict.wrong(),
                        verdict.unasked(),
                        verdict.badRecords(),
                        verdict.deadLetters())
                + line(
                        "%nOf the answers %,d came from the fallback%s. %,d clicks were sent twice"
                                + " and answered once%s. Latency while nothing was wrong: p50 %.0f ms, p90"
                                + " %.0f ms, p99 %.0f ms, at %.0f clicks/s for %.0f s. %d"
                                + " times a process ended itself after a fault and was started"
                                + " again, as Kubernetes would.%n",
                        verdict.fallbacks(),
                        reasons(verdict),
                        verdict.duplicates(),
                        sentTwice(verdict),
                        report.calm().p50(),
                        report.calm().p90(),
                        report.calm().p99(),
                        verdict.clicks() / report.seconds(),
                        report.seconds(),
                        report.revived());
    }

    private static String reasons(Verdict verdict) {
        return verdict.fallbacksByReason().entrySet().stream()
                .map(reason -> line("%s %,d", reason.getKey(), reason.getValue()))
                .collect(
                        Collectors.collectingAndThen(
                                Collectors.joining(", "),
                                text -> text.isEmpty() ? "" : " (" + text + ")"));
    }

    /** In at-least-once nobody can tell a restart's repeat from an answer to the second click. */
    private static String sentTwice(Verdict verdict) {
        return verdict.repeatsOfDuplicates() == 0
                ? ""
                : line(
                        ", but for %,d repeats, each by a restart or by the second click",
                        verdict.repeatsOfDuplicates());
    }

    private static String faults(ChaosReport report) {
        var text = new StringBuilder();
        text.append(
                "| fault | times | first new answer, median | longest | slowest click, median |");
        text.append(" longest |\n| --- | ---: | ---: | ---: | ---: | ---: |\n");
        for (ChaosReport.KindRow row : report.kinds()) {
            text.append(
                    line(
                            "| %s | %d | %.1f s | %.1f s | %.1f s | %.1f s |%n",
                            row.kind(),
                            row.count(),
                            row.recoveryMedian() / 1000.0,
                            row.recoveryMax() / 1000.0,
                            row.humpMedian() / 1000.0,
                            row.humpMax() / 1000.0));
        }
        return text.toString();
    }

    private static String line(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}
