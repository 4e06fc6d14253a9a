package dev.semsr.app.cli;

import dev.semsr.app.quality.QualitySum;
import dev.semsr.app.quality.QualityTopic;
import dev.semsr.schemas.QualityReport;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Shows the reports of the last minutes. */
@Command(
        name = "show",
        description = "Show hit rate and MRR of the last minutes, by model version.",
        footer = {
            "",
            "CLICKS had a list before them in their session; HIT RATE is the share whose item stood"
                    + " in it; ATTRIBUTED clicks name their list."
        })
final class QualityShowCommand implements Runnable {

    private static final String ALL = "all";

    @Mixin private CommonOptions common;
    @Mixin private KafkaOptions kafka;

    @Option(
            names = "--since",
            paramLabel = TimeArgument.LABEL,
            converter = TimeArgument.class,
            defaultValue = "15min",
            description = "Reports from this time on, or of so long (${DEFAULT-VALUE}).")
    private Instant since;

    @Option(
            names = "--topic",
            paramLabel = "TOPIC",
            defaultValue = "quality",
            description = "Topic of the reports (${DEFAULT-VALUE}).")
    private String topic;

    @Option(names = "--by-source", description = "Tell sources and known and new items apart.")
    private boolean bySource;

    @Option(names = "--json", description = "Print one line of JSON for each row.")
    private boolean json;

    /** What is printed with {@code --json}. */
    record Line(
            String version,
            String source,
            String items,
            long clicks,
            double hitRate,
            double mrr,
            long hitsAt1,
            long attributed) {}

    private record Row(String version, String source, String items) implements Comparable<Row> {

        @Override
        public int compareTo(Row other) {
            return toString().compareTo(other.toString());
        }
    }

    @Override
    public void run() {
        Map<Row, QualitySum> rows = new TreeMap<>();
        new QualityTopic(topic, kafka.client())
                .read(
                        since,
                        report ->
                                rows.merge(
                                        row(report),
                                        QualitySum.NONE.plus(report),
                                        (sum, one) -> sum.plus(report)));
        if (json) {
            rows.forEach((row, sum) -> common.terminal().json(line(row, sum)));
        } else {
            table(rows);
        }
        if (rows.isEmpty()) {
            common.terminal().note("No reports on '%s' since %s".formatted(topic, since));
        }
    }

    private Row row(QualityReport report) {
        return bySource
                ? new Row(report.getModelVersion(), report.getSource(), report.getClickedItems())
                : new Row(report.getModelVersion(), ALL, ALL);
    }

    private void table(Map<Row, QualitySum> rows) {
        var table =
                new TextTable(
                        "VERSION",
                        "SOURCE",
                        "ITEMS",
                        "CLICKS",
                        "HIT RATE",
                        "MRR",
                        "FIRST",
                        "ATTRIBUTED");
        rows.forEach(
                (row, sum) ->
                        table.add(
                                row.version(),
                                row.source(),
                                row.items(),
                                Long.toString(sum.clicks()),
                                String.format(Locale.ROOT, "%.4f", sum.hitRate()),
                                String.format(Locale.ROOT, "%.4f", sum.mrr()),
                                Long.toString(sum.hitsAt1()),
                                Long.toString(sum.attributed())));
        if (!rows.isEmpty()) {
            table.lines().forEach(line -> common.terminal().print("%s", line));
        }
    }

    private static Line line(Row row, QualitySum sum) {
        return new Line(
                row.version(),
                row.source(),
                row.items(),
                sum.clicks(),
                sum.hitRate(),
                sum.mrr(),
                sum.hitsAt1(),
                sum.attributed());
    }
}
