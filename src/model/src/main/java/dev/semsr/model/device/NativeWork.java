package dev.semsr.model.device;

import java.util.function.Supplier;

/**
 * Work inside TensorFlow that must not be under way when the process ends. The end of a process
 * frees machine code that TensorFlow's threads may still be running, which turns a Ctrl-C into a
 * crash now and then. So the end waits for the calls that are under way, and later ones are
 * refused.
 */
public final class NativeWork {

    private static final Gate GATE = new Gate();

    private NativeWork() {}

    /** Refuses work from the end of the process on. To be called once, before any work. */
    static void closeAtExit() {
        Runtime.getRuntime().addShutdownHook(new Thread(GATE::close, "native-work-end"));
    }

    /**
     * Does a piece of work.
     *
     * @throws IllegalStateException if the process is about to end
     */
    public static <T> T call(Supplier<T> work) {
        return GATE.call(work);
    }
}
