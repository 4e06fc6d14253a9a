package dev.semsr.lab.report;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** A table; the first column is text, the others are figures. */
final class MarkdownTable {

    private final List<List<String>> rows = new ArrayList<>();

    MarkdownTable(List<String> header) {
        rows.add(header);
    }

    void add(List<String> row) {
        if (row.size() != rows.get(0).size()) {
            throw new IllegalArgumentException(
                    row.size() + " cells do not fit " + rows.get(0).size() + " columns: " + row);
        }
        rows.add(row);
    }

    String text() {
        List<String> lines = new ArrayList<>();
        rows.forEach(row -> lines.add("| " + String.join(" | ", row) + " |"));
        String figures = "---: |".repeat(rows.get(0).size() - 1).replace("|", "| ").strip();
        lines.add(1, "| --- | " + figures);
        return lines.stream().collect(Collectors.joining("\n", "", "\n"));
    }
}
