package dev.semsr.app.soak;

import dev.semsr.lab.report.Svg;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/**
 * The samples of a run over its time: the process's memory above, and below it, on a scale of their
 * own, what would not be seen beside hundreds of mebibytes.
 */
public final class SoakDrawing {

    private static final int WIDTH = 720;
    private static final int PANEL = 240;
    private static final int MARGIN = 50;
    private static final int KEY = 170;
    private static final int TICKS = 4;
    private static final List<Panel> PANELS =
            List.of(
                    new Panel(
                            "MiB of the TaskManager",
                            List.of(
                                    new Line("resident", "#d62728", MemorySample::resident),
                                    new Line("JVM", "#1f77b4", MemorySample::jvm),
                                    new Line("beside the JVM", "#2ca02c", MemorySample::natives))),
                    new Panel(
                            "state and classes",
                            List.of(
                                    new Line(
                                            "newest checkpoint, MiB",
                                            "#9467bd",
                                            MemorySample::state),
                                    new Line(
                                            "class loaders, number",
                                            "#ff7f0e",
                                            MemorySample::classLoaders))));

    private final Svg svg = new Svg(WIDTH, PANEL * PANELS.size());
    private final List<MemorySample> samples;
    private final double longest;

    private SoakDrawing(List<MemorySample> samples) {
        this.samples = samples;
        longest = samples.stream().mapToLong(MemorySample::seconds).max().orElse(1);
    }

    private record Line(String name, String colour, ToDoubleFunction<MemorySample> value) {}

    private record Panel(String title, List<Line> lines) {}

    /** Draws samples, as SVG. */
    public static String svg(List<MemorySample> samples) {
        var drawing = new SoakDrawing(samples);
        for (int i = 0; i < PANELS.size(); i++) {
            drawing.panel(PANELS.get(i), i * PANEL);
        }
        return drawing.svg.end();
    }

    private void panel(Panel panel, double from) {
        double bottom = from + PANEL - MARGIN;
        double height = PANEL - MARGIN - MARGIN / 2.0;
        double top =
                panel.lines().stream()
                        .flatMap(line -> samples.stream().map(line.value()::applyAsDouble))
                        .mapToDouble(value -> value)
                        .max()
                        .orElse(1);
        svg.words(MARGIN, from + MARGIN / 3.0, "start", panel.title());
        for (int tick = 0; tick <= TICKS; tick++) {
            double y = bottom - height * tick / TICKS;
            svg.line(MARGIN, y, WIDTH - MARGIN, y, "#dddddd");
            svg.words(MARGIN - 6, y + 4, "end", text("%,.0f", top * tick / TICKS));
        }
        svg.words(WIDTH - MARGIN, bottom + 18, "end", text("%,.0f s", longest));
        for (int i = 0; i < panel.lines().size(); i++) {
            Line line = panel.lines().get(i);
            draw(line, bottom, height / top);
            double x = MARGIN + 14 + KEY * i;
            svg.rectangle(x - 14, bottom + 9, 10, 10, line.colour());
            svg.words(x, bottom + 18, "start", line.name());
        }
    }

    private void draw(Line line, double bottom, double scale) {
        List<String> points = new ArrayList<>();
        for (MemorySample sample : samples) {
            double x = MARGIN + (WIDTH - 2.0 * MARGIN) * sample.seconds() / longest;
            points.add(text("%.1f,%.1f", x, bottom - scale * line.value().applyAsDouble(sample)));
        }
        svg.polyline(String.join(" ", points), line.colour());
    }

    private static String text(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}
