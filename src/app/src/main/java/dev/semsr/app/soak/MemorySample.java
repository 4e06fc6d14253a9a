package dev.semsr.app.soak;

/**
 * The memory of a TaskManager at one moment. Sizes are mebibytes.
 *
 * @param seconds since the beginning
 * @param resident what the system counts: resident set size
 * @param jvm what the JVM has committed for itself: heap, metaspace, threads, direct buffers
 * @param state size of the newest checkpoint
 * @param clicks answered until now
 * @param modelLoads model versions loaded until now
 * @param restarts of the job until now
 * @param classLoaders that are alive, those of reflection left out
 */
public record MemorySample(
        long seconds,
        double resident,
        double jvm,
        double state,
        long clicks,
        long modelLoads,
        long restarts,
        long classLoaders) {

    /** What is resident beside the JVM's own: RocksDB, TensorFlow, memory allocator. */
    public double natives() {
        return resident - jvm;
    }
}
