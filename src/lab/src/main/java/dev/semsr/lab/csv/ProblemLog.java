package dev.semsr.lab.csv;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Counts problems by kind and keeps the first of each; strict, it fails on the very first. */
public final class ProblemLog {

    private static final int MAX_DETAIL = 120;

    private final boolean strict;
    private final int samplesPerKind;
    private final Map<ProblemKind, Long> counts = new EnumMap<>(ProblemKind.class);
    private final Map<ProblemKind, List<Problem>> samples = new EnumMap<>(ProblemKind.class);

    /**
     * A log.
     *
     * @param strict whether to fail on the first problem
     * @param samplesPerKind how many of each kind to keep
     */
    public ProblemLog(boolean strict, int samplesPerKind) {
        this.strict = strict;
        this.samplesPerKind = samplesPerKind;
    }

    /** Notes a problem. */
    public void add(ProblemKind kind, String file, long line, String detail) {
        Problem problem = new Problem(kind, file, line, shortened(detail));
        if (strict) {
            throw new CsvImportException(
                    problem.text() + ". Correct the file, or import without strict checks");
        }
        counts.merge(kind, 1L, Long::sum);
        List<Problem> kept = samples.computeIfAbsent(kind, k -> new ArrayList<>());
        if (kept.size() < samplesPerKind) {
            kept.add(problem);
        }
    }

    private static String shortened(String detail) {
        String line = detail.replace('\n', ' ').replace('\r', ' ');
        return line.length() <= MAX_DETAIL ? line : line.substring(0, MAX_DETAIL) + "...";
    }

    /** How many of each kind. */
    public Map<ProblemKind, Long> counts() {
        return counts;
    }

    /** The first ones of each kind. */
    public List<Problem> samples() {
        return samples.values().stream().flatMap(List::stream).toList();
    }
}
