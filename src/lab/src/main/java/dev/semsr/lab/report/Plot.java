package dev.semsr.lab.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Series of values over a few places in a row, drawn as lines or as bars. Values are shares, shown
 * in per cent from zero on.
 *
 * @param title what it shows
 * @param places names of the places, from left to right
 * @param series the series, one value a place each; not a number for none
 */
record Plot(String title, List<String> places, List<Series> series) {

    private static final int LEFT = 60;
    private static final int TOP = 40;
    private static final int PLOT_HEIGHT = 260;
    private static final int PLACE_LABEL = 30;
    private static final int LEGEND_LINE = 18;
    private static final int NARROWEST = 420;
    private static final int BAR = 18;
    private static final int TICKS = 5;
    private static final double GAP = 0.2;
    private static final List<String> COLOURS =
            List.of(
                    "#1f77b4", "#d62728", "#2ca02c", "#9467bd", "#ff7f0e", "#8c564b", "#17becf",
                    "#7f7f7f", "#bcbd22", "#e377c2");

    /** Values of one thing at each place. */
    record Series(String name, List<Double> values) {

        /** Copies the list. */
        Series {
            values = List.copyOf(values);
        }
    }

    /** Copies the lists and checks that they fit. */
    Plot {
        places = List.copyOf(places);
        series = List.copyOf(series);
        for (Series one : series) {
            if (one.values().size() != places.size()) {
                throw new IllegalArgumentException(
                        one.values().size() + " values do not fit " + places);
            }
        }
    }

    /** As lines through dots. */
    String lines() {
        Svg svg = frame();
        for (int i = 0; i < series.size(); i++) {
            List<String> points = new ArrayList<>();
            for (int place = 0; place < places.size(); place++) {
                double value = series.get(i).values().get(place);
                if (!Double.isNaN(value)) {
                    points.add(Svg.px(centre(place)) + "," + Svg.px(y(value)));
                    svg.dot(centre(place), y(value), colour(i));
                }
            }
            svg.polyline(String.join(" ", points), colour(i));
        }
        return svg.end();
    }

    /** As bars side by side. */
    String bars() {
        Svg svg = frame();
        double width = placeWidth() * (1 - GAP) / Math.max(1, series.size());
        for (int i = 0; i < series.size(); i++) {
            for (int place = 0; place < places.size(); place++) {
                double value = series.get(i).values().get(place);
                if (!Double.isNaN(value)) {
                    double x = LEFT + placeWidth() * (place + GAP / 2) + width * i;
                    svg.rectangle(x, y(value), width, y(0) - y(value), colour(i));
                }
            }
        }
        return svg.end();
    }

    private Svg frame() {
        int legend = TOP + PLOT_HEIGHT + PLACE_LABEL + LEGEND_LINE;
        Svg svg = new Svg(width(), legend + series.size() * LEGEND_LINE);
        svg.words(LEFT, TOP / 2.0, "start", title);
        for (int tick = 0; tick <= TICKS; tick++) {
            double value = top() * tick / TICKS;
            svg.line(LEFT, y(value), width() - GAP * LEFT, y(value), "#dddddd");
            svg.words(
                    LEFT - 6,
                    y(value) + 4,
                    "end",
                    String.format(Locale.ROOT, "%.1f %%", value * 100));
        }
        for (int place = 0; place < places.size(); place++) {
            svg.words(centre(place), TOP + PLOT_HEIGHT + LEGEND_LINE, "middle", places.get(place));
        }
        for (int i = 0; i < series.size(); i++) {
            double y = legend + i * LEGEND_LINE;
            svg.rectangle(LEFT, y - 10, 12, 12, colour(i));
            svg.words(LEFT + LEGEND_LINE, y, "start", series.get(i).name());
        }
        return svg;
    }

    private int width() {
        int letters = places.stream().mapToInt(String::length).max().orElse(0);
        int perPlace = Math.max(letters * 7 + 10, series.size() * BAR);
        return Math.max(NARROWEST, LEFT + perPlace * places.size() + PLACE_LABEL);
    }

    private double placeWidth() {
        return (width() - LEFT - PLACE_LABEL / 2.0) / Math.max(1, places.size());
    }

    private double centre(int place) {
        return LEFT + placeWidth() * (place + 0.5);
    }

    private double y(double value) {
        return TOP + PLOT_HEIGHT * (1 - value / top());
    }

    private double top() {
        double highest =
                series.stream()
                        .flatMap(one -> one.values().stream())
                        .filter(value -> !value.isNaN())
                        .mapToDouble(Double::doubleValue)
                        .max()
                        .orElse(0);
        return highest > 0 ? highest * 1.05 : 1;
    }

    private static String colour(int i) {
        return COLOURS.get(i % COLOURS.size());
    }
}
