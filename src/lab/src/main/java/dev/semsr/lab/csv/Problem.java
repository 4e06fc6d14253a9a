package dev.semsr.lab.csv;

/**
 * One problem in a CSV file.
 *
 * @param kind what is wrong
 * @param file name of the file
 * @param line number of the line, from 1
 * @param detail the value in question
 */
public record Problem(ProblemKind kind, String file, long line, String detail) {

    /** One line for people, beginning with {@code file:line}. */
    public String text() {
        return file + ":" + line + ": " + kind.text() + ": " + detail;
    }
}
