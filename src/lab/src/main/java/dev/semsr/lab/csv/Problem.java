package dev.semsr.lab.csv;

/**
 * One problem in what is imported.
 *
 * @param kind what is wrong
 * @param file name of the file; of a record in Kafka {@code TOPIC-PARTITION}
 * @param line number of the line or record, from 1; of a record in Kafka its offset
 * @param detail the value in question
 */
public record Problem(ProblemKind kind, String file, long line, String detail) {

    /** One line for people, beginning with {@code file:line}. */
    public String text() {
        return file + ":" + line + ": " + kind.text() + ": " + detail;
    }
}
