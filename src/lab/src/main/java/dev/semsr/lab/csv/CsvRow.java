package dev.semsr.lab.csv;

import java.util.List;
import java.util.Map;

/**
 * One record of a CSV file with as many fields as the header.
 *
 * @param file name of the file
 * @param line line on which the record begins, from 1
 * @param columns place of each column, by name
 * @param fields the fields as they stand
 */
public record CsvRow(String file, long line, Map<String, Integer> columns, List<String> fields) {

    /** The field of a column without blanks around it; empty if the file has no such column. */
    public String get(String column) {
        Integer index = columns.get(column);
        return index == null ? "" : fields.get(index).strip();
    }
}
