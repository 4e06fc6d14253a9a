package dev.semsr.lab.protocol;

import dev.semsr.core.encoding.VectorTable;
import dev.semsr.model.training.Corpus;
import dev.semsr.model.training.Example;
import java.time.Instant;
import java.util.BitSet;
import java.util.List;

/**
 * A data set that was split.
 *
 * @param protocol what the protocol does, for a report
 * @param cut everything from here on is test
 * @param itemIds ids of all items of the catalogue, by row
 * @param training sessions to learn from, as rows, oldest click first, in the order in which they
 *     began
 * @param trainingTimes when each click of {@code training} was, milliseconds since 1970
 * @param validation held out of the training part, to decide when to stop
 * @param cases the questions of the test
 * @param sessions the whole sessions that the test is about
 * @param seen rows of items that anyone interacted with before the cut, validation included
 * @param firstTraining time of the first click before the cut
 * @param lastTraining time of the last click before the cut
 */
public record Split(
        String protocol,
        Instant cut,
        List<String> itemIds,
        List<int[]> training,
        List<long[]> trainingTimes,
        List<Example> validation,
        List<TestCase> cases,
        List<TestSession> sessions,
        BitSet seen,
        Instant firstTraining,
        Instant lastTraining) {

    /** Number of clicks to learn from. */
    public long trainingClicks() {
        return training.stream().mapToLong(session -> session.length).sum();
    }

    /** Number of items that nobody interacted with before the cut. */
    public long unseenItems() {
        return itemIds.size() - seen.cardinality();
    }

    /** The corpus of a model without text. */
    public Corpus corpus() {
        return new Corpus(itemIds, training, validation, null, null, trainingTimes);
    }

    /**
     * The corpus of a model with text.
     *
     * @param text one vector an item, by row; zeros for an item without text
     * @param encoder name of the encoder that made them
     */
    public Corpus corpus(VectorTable text, String encoder) {
        return new Corpus(itemIds, training, validation, text, encoder, trainingTimes);
    }

    /**
     * The same split with questions that tell fewer clicks.
     *
     * @param newest how many of the newest clicks are told, from 1 to {@link Protocol#NEWEST}
     */
    public Split withContext(int newest) {
        if (newest < 1 || newest > Protocol.NEWEST) {
            throw new IllegalArgumentException(
                    "A context of " + newest + " clicks: from 1 to " + Protocol.NEWEST + " go");
        }
        return withCases(cases.stream().map(asked -> asked.withContext(newest)).toList());
    }

    /** The same split with other questions, such as a sample of its own. */
    public Split withCases(List<TestCase> questions) {
        return new Split(
                protocol,
                cut,
                itemIds,
                training,
                trainingTimes,
                validation,
                questions,
                sessions,
                seen,
                firstTraining,
                lastTraining);
    }
}
