package dev.semsr.jobs.scoring;

import java.io.Serializable;

/**
 * Where a process gets its model from. Equal sources share one loaded model in a process, so an
 * implementation has {@code equals} and {@code hashCode}: a record, best.
 */
public interface ModelSource extends Serializable {

    /**
     * Loads the model and warms it up. Called by one thread.
     *
     * @throws RuntimeException if there is none or it is damaged; the message says what, where and
     *     what to do
     */
    LoadedModel load();

    /**
     * The same source for another version, whether or not it is there.
     *
     * @param version version without the model's name
     */
    ModelSource withVersion(String version);
}
