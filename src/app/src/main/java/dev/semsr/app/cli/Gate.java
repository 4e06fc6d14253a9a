package dev.semsr.app.cli;

import dev.semsr.lab.dataset.Dataset;
import dev.semsr.lab.evaluation.Evaluation;
import dev.semsr.lab.evaluation.EvaluationResult;
import dev.semsr.lab.evaluation.EvaluationSettings;
import dev.semsr.lab.gate.GateReport;
import dev.semsr.lab.gate.MetricChange;
import dev.semsr.lab.protocol.Split;
import dev.semsr.model.artefact.Artefact;
import dev.semsr.model.device.DeviceScorer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Lets a version pass that is no worse than the one that answers.
 *
 * @param tolerance share of each metric that may be lost
 * @param force whether a version passes all the same
 */
record Gate(double tolerance, boolean force) {

    private static final int BATCH = 256;
    private static final String REPORT = ".publish.json";

    /** Checks the range. */
    Gate {
        if (!(tolerance >= 0 && tolerance <= 1)) {
            throw new IllegalArgumentException("--tolerance must be from 0 to 1");
        }
    }

    /** Compares two versions on the test part of a data set. */
    GateReport compare(
            Artefact candidate,
            Artefact running,
            Dataset sessions,
            ProtocolOptions protocol,
            CommonOptions common) {
        Split split = protocol.split(sessions, common);
        try (ProgressLine line = common.terminal().progress()) {
            return GateReport.of(
                    evaluate(candidate, split, line),
                    evaluate(running, split, line),
                    sessions.info().name() + ", " + protocol.name(),
                    tolerance,
                    force);
        }
    }

    /**
     * Refuses a version that is worse; what was compared lies beside what was trained.
     *
     * @throws CommandFailure naming the metrics that it loses
     */
    static void judge(GateReport report, Path folder, Terminal terminal) {
        write(report, folder);
        report.changes().stream().map(MetricChange::text).forEach(terminal::note);
        if (!report.passes()) {
            throw new CommandFailure(
                    "%s is not published: it loses more than %s of %s against %s (%,d cases)."
                            .formatted(
                                    report.candidate(),
                                    report.tolerance(),
                                    String.join(", ", report.drops()),
                                    report.running(),
                                    report.cases()),
                    "The report is %s. Publish all the same with --force, or allow more with --tolerance."
                            .formatted(reportOf(folder)));
        }
    }

    /** Writes a report beside an artefact. */
    static void write(GateReport report, Path folder) {
        try {
            Files.writeString(reportOf(folder), report.toJson());
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write " + reportOf(folder), e);
        }
    }

    /** Where the report of an artefact lies. */
    static Path reportOf(Path folder) {
        return folder.resolveSibling(folder.getFileName() + REPORT);
    }

    private static EvaluationResult evaluate(Artefact model, Split split, ProgressLine line) {
        EvaluationSettings settings =
                new EvaluationSettings(List.of(GateReport.CUTOFF), BATCH, false);
        try (DeviceScorer scorer = DeviceScorer.load(model)) {
            return new Evaluation(settings)
                    .evaluate(scorer, split, step -> line.show(step.text()))
                    .result();
        }
    }
}
