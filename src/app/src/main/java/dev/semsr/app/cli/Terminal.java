package dev.semsr.app.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.semsr.lab.json.LabJson;
import java.io.PrintWriter;
import java.time.Clock;
import java.util.Locale;

/**
 * What a command prints on: results go to the output, where a program may read them; progress and
 * notes go beside it.
 *
 * @param out results: standard output
 * @param err progress, notes and errors: standard error
 * @param live whether the notes are seen on a terminal, where a line can be overwritten
 */
public record Terminal(PrintWriter out, PrintWriter err, boolean live) {

    /** Set by the launcher, which can see what standard error is connected to; Java cannot. */
    static final String LIVE = "semsr.terminal";

    /** A terminal on two writers, live if the launcher said so. */
    static Terminal of(PrintWriter out, PrintWriter err) {
        return new Terminal(out, err, Boolean.getBoolean(LIVE));
    }

    /** Prints a line of the result. */
    public void print(String line) {
        out.println(line);
    }

    /** Prints a line of the result as by {@link String#format}, numbers in the English form. */
    public void print(String format, Object... values) {
        out.println(String.format(Locale.ROOT, format, values));
    }

    /** Prints a line for the person who watches. */
    public void note(String line) {
        err.println(line);
        err.flush();
    }

    /** Prints a record, map or list as one line of JSON, names in snake_case. */
    public void json(Object value) {
        try {
            out.println(LabJson.compact().writeValueAsString(value));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("No JSON can be made of " + value, e);
        }
    }

    /** A progress line of its own. */
    public ProgressLine progress() {
        return new ProgressLine(err, live, Clock.systemUTC());
    }

    /**
     * Progress of work that is counted.
     *
     * @param what what is done, such as {@code Encoding}
     * @param unit what is counted, such as {@code items}
     * @param total how many there are; 0 if that is not known
     */
    public CountedProgress counted(String what, String unit, long total) {
        return new CountedProgress(progress(), what, unit, total, Clock.systemUTC());
    }
}
