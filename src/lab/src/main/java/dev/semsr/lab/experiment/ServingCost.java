package dev.semsr.lab.experiment;

/**
 * What a model costs when it serves.
 *
 * @param model name of the model
 * @param bytes size of the artefact on disk
 * @param millisOne time of one call with one session, median
 * @param millisBatch time of one call with {@link #BATCH} sessions, median
 */
public record ServingCost(String model, long bytes, double millisOne, double millisBatch) {

    /** Sessions of a full call of the job. */
    public static final int BATCH = 64;
}
