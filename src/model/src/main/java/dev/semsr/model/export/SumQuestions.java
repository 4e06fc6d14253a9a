package dev.semsr.model.export;

/**
 * Sessions whose next item is known, padded to the longest.
 *
 * @param width clicks of the longest session
 * @param rows [sessions, width] rows of the clicks in the tables of the model
 * @param lengths [sessions] clicks of each, at least 1
 * @param targets [sessions] row of the next item of each
 */
@SuppressWarnings("ArrayRecordComponent") // flat arrays go to the device; never compared
public record SumQuestions(int width, int[] rows, int[] lengths, int[] targets) {}
