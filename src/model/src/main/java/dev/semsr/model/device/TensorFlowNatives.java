package dev.semsr.model.device;

/** Finds TensorFlow's native library without any download and loads it. */
public final class TensorFlowNatives {

    private TensorFlowNatives() {}

    /** Loads the library once a process; to be called before any TensorFlow class is touched. */
    public static void load() {
        throw new UnsupportedOperationException("coming");
    }
}
