package dev.semsr.model.training;

/**
 * A prefix of a session and the item that was clicked next.
 *
 * @param prefix rows of the clicked items, oldest first; not empty
 * @param target row of the next item
 */
@SuppressWarnings("ArrayRecordComponent") // rows are read in tight loops; never compared
public record Example(int[] prefix, int target) {}
