package dev.semsr.lab.progress;

/** Is told how far long work is; called from the working thread, a few times a second at most. */
@FunctionalInterface
public interface ProgressListener {

    /** Called while a step runs and once when it ends. */
    void report(Progress progress);

    /** A listener that does nothing. */
    static ProgressListener silent() {
        return progress -> {};
    }
}
