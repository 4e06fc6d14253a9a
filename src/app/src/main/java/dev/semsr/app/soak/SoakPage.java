package dev.semsr.app.soak;

import java.util.Locale;

/** A report as Markdown. */
public final class SoakPage {

    private static final int ROWS = 12;

    private SoakPage() {}

    /** The report as a table of a dozen moments. */
    public static String markdown(SoakReport report) {
        var text = new StringBuilder();
        text.append(
                line(
                        "`%s`, %s, %s.%n%n%,d clicks, %,d answered; %,d model versions refused."
                                + " Resident memory in the last quarter over that in the second:"
                                + " %+.1f %%.%n%n",
                        report.command(),
                        report.date(),
                        report.machine().text(),
                        report.asked(),
                        report.answered(),
                        report.refused(),
                        100 * report.growth()));
        text.append(
                "| seconds | clicks | model loads | job restarts | resident MiB | JVM MiB | beside"
                        + " the JVM MiB | checkpoint MiB | class loaders |\n"
                        + "| ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |\n");
        int step = Math.max(1, report.samples().size() / ROWS);
        for (int i = 0; i < report.samples().size(); i++) {
            if (i % step == 0 || i == report.samples().size() - 1) {
                text.append(row(report.samples().get(i)));
            }
        }
        return text.toString();
    }

    private static String row(MemorySample sample) {
        return line(
                "| %,d | %,d | %,d | %d | %,.0f | %,.0f | %,.0f | %,.1f | %d |%n",
                sample.seconds(),
                sample.clicks(),
                sample.modelLoads(),
                sample.restarts(),
                sample.resident(),
                sample.jvm(),
                sample.natives(),
                sample.state(),
                sample.classLoaders());
    }

    private static String line(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}
