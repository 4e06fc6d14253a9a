package dev.semsr.lab.agent;

import dev.semsr.lab.protocol.TestCase;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * Draws test cases: a call for each of all would be dear.
 *
 * @param size how many; 0 for all
 * @param seed the same seed draws the same cases; a larger sample begins with the smaller one
 */
public record Sample(int size, long seed) {

    /** Checks the size. */
    public Sample {
        if (size < 0) {
            throw new IllegalArgumentException("A sample of " + size + ": at least 0 is needed");
        }
    }

    /** The drawn cases, in the order in which they are drawn. */
    public List<TestCase> of(List<TestCase> cases) {
        List<TestCase> shuffled = new ArrayList<>(cases);
        Collections.shuffle(shuffled, new Random(seed));
        return size == 0 || size >= shuffled.size() ? shuffled : shuffled.subList(0, size);
    }
}
