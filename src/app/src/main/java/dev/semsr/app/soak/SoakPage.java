package dev.semsr.app.soak;

import dev.semsr.lab.report.Svg;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/** A report as Markdown and as a drawing. */
public final class SoakPage {

    private static final int WIDTH = 720;
    private static final int HEIGHT = 320;
    private static final int MARGIN = 50;
    private static final int ROWS = 12;
    private static final int STEP = 130;

    private SoakPage() {}

    /** A line of the drawing. */
    private record Line(String name, String colour, ToDoubleFunction<MemorySample> value) {}

    private static final List<Line> LINES =
            List.of(
                    new Line("resident", "#d62728", MemorySample::resident),
                    new Line("JVM", "#1f77b4", MemorySample::jvm),
                    new Line("beside the JVM", "#2ca02c", MemorySample::natives),
                    new Line("newest checkpoint", "#9467bd", MemorySample::state),
                    new Line("class loaders (number)", "#ff7f0e", MemorySample::classLoaders));

    /** The report as a table of a dozen moments. */
    public static String markdown(SoakReport report) {
        var text = new StringBuilder();
        text.append(
                line(
                        "`%s`, %s, %s.%n%n%,d clicks, %,d answered; %,d model versions refused.%n%n",
                        report.command(),
                        report.date(),
                        report.machine().text(),
                        report.asked(),
                        report.answered(),
                        report.refused()));
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

    /** The memory over the time, as SVG. */
    public static String svg(SoakReport report) {
        Svg svg = new Svg(WIDTH, HEIGHT);
        double longest = report.samples().stream().mapToLong(MemorySample::seconds).max().orElse(1);
        double top = report.samples().stream().mapToDouble(MemorySample::resident).max().orElse(1);
        double right = WIDTH - MARGIN;
        double bottom = HEIGHT - MARGIN;
        for (int tick = 0; tick <= 4; tick++) {
            double y = bottom - (bottom - MARGIN) * tick / 4;
            svg.line(MARGIN, y, right, y, "#dddddd");
            svg.words(MARGIN - 6, y + 4, "end", line("%,.0f", top * tick / 4));
        }
        svg.words(MARGIN, MARGIN / 2.0, "start", "MiB of the TaskManager");
        svg.words(right, bottom + 18, "end", line("%,.0f s", longest));
        int place = 0;
        for (Line one : LINES) {
            List<String> points = new ArrayList<>();
            for (MemorySample sample : report.samples()) {
                double x = MARGIN + (right - MARGIN) * sample.seconds() / longest;
                double y = bottom - (bottom - MARGIN) * one.value().applyAsDouble(sample) / top;
                points.add(line("%.1f,%.1f", x, y));
            }
            svg.polyline(String.join(" ", points), one.colour());
            svg.words(MARGIN + STEP * place++, HEIGHT - 10, "start", one.name());
            svg.rectangle(MARGIN + STEP * (place - 1) - 14, HEIGHT - 20, 10, 10, one.colour());
        }
        return svg.end();
    }

    private static String line(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}
