package dev.semsr.model.artefact;

import dev.semsr.core.neighbour.CoVisits;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;

/**
 * {@code fallback/co-visits.tsv}: line n has what follows row n of {@code items}. First the weight
 * of all that followed, then the kept followers, best first, as {@code row:weight}; tabs between.
 * Rows rather than ids, which may have tabs. Artefacts made before there was this file have none.
 */
final class CoVisitsFile {

    private static final String NAME = "fallback/co-visits.tsv";

    private CoVisitsFile() {}

    static void write(Path folder, CoVisits coVisits) throws IOException {
        Path file = folder.resolve(NAME);
        Files.createDirectories(file.getParent());
        try (BufferedWriter out = Files.newBufferedWriter(file)) {
            for (int row = 0; row < coVisits.items(); row++) {
                StringJoiner line = new StringJoiner("\t");
                line.add(Float.toString((float) coVisits.total(row)));
                for (CoVisits.Follower follower : coVisits.after(row)) {
                    line.add(follower.row() + ":" + (float) follower.weight());
                }
                out.write(line + "\n");
            }
        }
    }

    /**
     * Reads the file, which was verified.
     *
     * @param items size of the catalogue, above all rows
     */
    static CoVisits read(Path folder, int items) throws IOException {
        Path file = folder.resolve(NAME);
        if (!Files.exists(file)) {
            return CoVisits.NONE;
        }
        List<Line> lines = new ArrayList<>();
        try (BufferedReader in = Files.newBufferedReader(file)) {
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                lines.add(parse(file, line, items));
            }
        }
        if (lines.size() > items) {
            throw new DamagedArtefactException(
                    file, "has " + lines.size() + " lines for " + items + " items");
        }
        return CoVisits.counted(
                lines.stream().map(Line::followers).toArray(int[][]::new),
                lines.stream().map(Line::weights).toArray(double[][]::new),
                lines.stream().mapToDouble(Line::total).toArray());
    }

    @SuppressWarnings("ArrayRecordComponent") // taken over as they are; never compared
    private record Line(double total, int[] followers, double[] weights) {}

    private static Line parse(Path file, String text, int items) {
        String[] fields = text.split("\t", -1);
        int[] followers = new int[fields.length - 1];
        double[] weights = new double[followers.length];
        try {
            for (int i = 0; i < followers.length; i++) {
                int colon = fields[i + 1].indexOf(':');
                followers[i] = Integer.parseInt(fields[i + 1], 0, colon, 10);
                weights[i] = Double.parseDouble(fields[i + 1].substring(colon + 1));
                requireRow(followers[i], items);
            }
            return new Line(Double.parseDouble(fields[0]), followers, weights);
        } catch (NumberFormatException | IndexOutOfBoundsException e) {
            throw new DamagedArtefactException(
                    file,
                    "has the line '" + text + "', which is no weight and rows with weights",
                    e);
        }
    }

    private static void requireRow(int row, int items) {
        if (row < 0 || row >= items) {
            throw new IndexOutOfBoundsException(row + " is no row of " + items + " items");
        }
    }
}
