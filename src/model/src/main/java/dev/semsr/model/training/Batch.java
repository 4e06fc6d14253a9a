package dev.semsr.model.training;

import java.util.Arrays;
import java.util.List;

/**
 * Examples of one step, padded to the longest.
 *
 * @param width clicks of the longest prefix
 * @param rows rows of the clicks, {@code width} an example, padded with row 0
 * @param lengths clicks of each example
 * @param targets row of the next item of each example
 */
@SuppressWarnings("ArrayRecordComponent") // flat arrays go to the device; never compared
record Batch(int width, int[] rows, int[] lengths, int[] targets) {

    int size() {
        return targets.length;
    }

    /** Batches of ready examples, of which the newest clicks count. */
    static Batch of(List<Example> examples, int maxLength) {
        int width = 1;
        for (Example example : examples) {
            width = Math.max(width, Math.min(maxLength, example.prefix().length));
        }
        Batch batch = empty(examples.size(), width);
        for (int i = 0; i < examples.size(); i++) {
            Example example = examples.get(i);
            int end = example.prefix().length;
            batch.set(i, example.prefix(), Math.max(0, end - maxLength), end, example.target());
        }
        return batch;
    }

    static Batch empty(int size, int width) {
        return new Batch(width, new int[size * width], new int[size], new int[size]);
    }

    void set(int place, int[] session, int from, int to, int target) {
        System.arraycopy(session, from, rows, place * width, to - from);
        Arrays.fill(rows, place * width + to - from, (place + 1) * width, 0);
        lengths[place] = to - from;
        targets[place] = target;
    }
}
