package dev.semsr.lab.protocol;

import dev.semsr.lab.dataset.Dataset;

/** A way to split a data set. */
public interface Protocol {

    /** How many of a session's newest clicks count, as in the job. */
    int NEWEST = 50;

    /** What it does, in one sentence for a report. */
    String description();

    /** Splits a data set; the same data set is split in the same way every time. */
    Split split(Dataset dataset);
}
