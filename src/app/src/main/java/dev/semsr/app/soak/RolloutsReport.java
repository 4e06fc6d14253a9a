package dev.semsr.app.soak;

import dev.semsr.app.answers.Percentiles;
import dev.semsr.app.machine.Machine;
import java.util.List;
import java.util.Locale;

/**
 * What a benchmark of rollouts measured.
 *
 * @param command by which it can be run again
 * @param date of the run
 * @param machine where it ran
 * @param settings what was done
 * @param clicks what became of the clicks
 * @param refusals versions that were refused, with the reason
 * @param late orders that were not followed within a minute
 * @param loadedVersions versions that are loaded at the end
 * @param times how long it took
 * @param samples the TaskManager's memory, in the order of time
 */
public record RolloutsReport(
        String command,
        String date,
        Machine machine,
        RolloutsSettings settings,
        ClickCount clicks,
        List<String> refusals,
        int late,
        int loadedVersions,
        RolloutTimes times,
        List<MemorySample> samples) {

    /** Until then a version must have all traffic. */
    private static final double LIMIT_MILLIS = 10_000;

    private static final int ROWS = 12;

    /** Whether nothing was lost, every order was followed in time, and one version is left. */
    public boolean isComplete() {
        return clicks.isComplete()
                && refusals.isEmpty()
                && late == 0
                && loadedVersions == 1
                && times.orders() > 0
                && Math.max(times.rollouts().max(), times.rollbacks().max()) <= LIMIT_MILLIS;
    }

    /** The memory as a drawing, as SVG. */
    public String svg() {
        return SoakDrawing.svg(samples);
    }

    /** The report as a page's section, which can be read on a terminal too. */
    public String markdown() {
        var text = new StringBuilder();
        text.append(line("`%s`, %s, %s.%n%n", command, date, machine.text()));
        text.append(
                line(
                        "%,d orders under %,.0f clicks/s, %,d items: %,d refused, %,d not followed"
                                + " in a minute, %d version loaded at the end. %,d clicks sent, %,d"
                                + " answered (each by its id), %,d more than once, %,d not by the model,"
                                + " %,d dead letters.%n%n",
                        times.orders(),
                        settings.rate(),
                        settings.items(),
                        refusals.size(),
                        late,
                        loadedVersions,
                        clicks.asked(),
                        clicks.answered(),
                        clicks.repeated(),
                        clicks.withoutModel(),
                        clicks.deadLetters()));
        appendTimes(text);
        appendMemory(text);
        return text.toString();
    }

    private void appendTimes(StringBuilder text) {
        text.append(
                "| | p50 ms | p90 ms | p99 ms | max ms |\n| --- | ---: | ---: | ---: | ---: |\n");
        text.append(row("order to all traffic on the new version", times.rollouts()));
        text.append(row("rollback to all traffic on the old version", times.rollbacks()));
        text.append(row("click due to answer, usually", times.usual()));
        text.append(row("click due to answer, from order to all traffic", times.meanwhile()));
        text.append(
                line(
                        "%nThe 99th percentile is above twice the usual one in %,d of %,d rollouts"
                                + " (highest %.0f ms), and in %,d of %,d pieces of two seconds of usual"
                                + " traffic (highest %.0f ms).%n%n",
                        times.aboveTwice(times.orderWindows()),
                        times.orderWindows().size(),
                        highest(times.orderWindows()),
                        times.aboveTwice(times.usualWindows()),
                        times.usualWindows().size(),
                        highest(times.usualWindows())));
    }

    private void appendMemory(StringBuilder text) {
        text.append(
                "| seconds | clicks | versions loaded | resident MiB | JVM MiB | beside the JVM MiB"
                        + " |\n| ---: | ---: | ---: | ---: | ---: | ---: |\n");
        int step = Math.max(1, samples.size() / ROWS);
        for (int i = 0; i < samples.size(); i++) {
            if (i % step == 0 || i == samples.size() - 1) {
                MemorySample at = samples.get(i);
                text.append(
                        line(
                                "| %,d | %,d | %,d | %,.0f | %,.0f | %,.0f |%n",
                                at.seconds(),
                                at.clicks(),
                                at.modelLoads(),
                                at.resident(),
                                at.jvm(),
                                at.natives()));
            }
        }
    }

    private static double highest(List<Double> windows) {
        return windows.stream().mapToDouble(Double::doubleValue).max().orElse(Double.NaN);
    }

    private static String row(String what, Percentiles times) {
        return line(
                "| %s | %.0f | %.0f | %.0f | %.0f |%n",
                what, times.p50(), times.p90(), times.p99(), times.max());
    }

    private static String line(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}
