package dev.semsr.app.cli;

import java.util.ArrayList;
import java.util.List;

/** Lines with columns of even width. */
final class TextTable {

    private static final int WIDEST = 60;

    private final List<String[]> rows = new ArrayList<>();

    TextTable(String... header) {
        rows.add(header);
    }

    /** Adds a row; null is an empty field. Fields that are very long are cut. */
    void add(String... fields) {
        String[] row = new String[fields.length];
        for (int i = 0; i < row.length; i++) {
            row[i] = fields[i] == null ? "" : cut(fields[i]);
        }
        rows.add(row);
    }

    /** The lines, header first. */
    List<String> lines() {
        int[] widths = new int[rows.get(0).length];
        for (String[] row : rows) {
            for (int i = 0; i < row.length; i++) {
                widths[i] = Math.max(widths[i], row[i].length());
            }
        }
        return rows.stream().map(row -> line(row, widths)).toList();
    }

    private static String line(String[] row, int[] widths) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < row.length; i++) {
            line.append(row[i]).append(" ".repeat(widths[i] - row[i].length() + 2));
        }
        return line.toString().stripTrailing();
    }

    private static String cut(String field) {
        return field.length() <= WIDEST ? field : field.substring(0, WIDEST - 3) + "...";
    }
}
