package dev.semsr.app.refresh;

import java.time.Instant;
import java.util.List;

/**
 * How far a refresh has come, as its file holds it.
 *
 * @param format version of the file's layout, now {@link #FORMAT}
 * @param options what was asked for; a refresh goes on only as it was begun
 * @param version the version that is being made
 * @param start name and version that its training begins from; null to begin from chance
 * @param running the version that answered at the beginning; null if there was none
 * @param files files of the archive that are learned from
 * @param begun when it began
 * @param next the step that is not done yet
 */
public record RefreshState(
        int format,
        String options,
        String version,
        String start,
        String running,
        List<String> files,
        Instant begun,
        RefreshStep next) {

    /** The layout that this code writes and reads. */
    public static final int FORMAT = 1;

    /** Copies the list. */
    public RefreshState {
        files = List.copyOf(files);
    }

    /** A refresh of which nothing is done. */
    public static RefreshState begun(
            String options,
            String version,
            String start,
            String running,
            List<String> files,
            Instant now) {
        return new RefreshState(
                FORMAT, options, version, start, running, files, now, RefreshStep.ARCHIVE);
    }

    /** Whether a step was done before. */
    public boolean isDone(RefreshStep step) {
        return step.isBefore(next);
    }

    /** The same with another step to come. */
    public RefreshState withNext(RefreshStep step) {
        return new RefreshState(format, options, version, start, running, files, begun, step);
    }
}
