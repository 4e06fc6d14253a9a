package dev.semsr.app.demo;

/** The watcher ended the demo while it was being prepared. What was done so far is kept. */
public final class DemoStoppedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** With a message for people. */
    public DemoStoppedException() {
        super("Stopped while preparing; the next start goes on from here.");
    }
}
