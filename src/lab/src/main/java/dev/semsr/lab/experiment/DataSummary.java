package dev.semsr.lab.experiment;

import dev.semsr.lab.dataset.DatasetInfo;
import dev.semsr.lab.protocol.Split;
import java.time.Instant;

/**
 * The data set of an experiment and how it was split.
 *
 * @param dataset what is in it
 * @param protocol how it was split
 * @param cut everything from here on is test
 * @param trainingSessions sessions that were learned from
 * @param trainingClicks clicks that were learned from
 * @param validationCases held out of the training part
 * @param testSessions sessions that the test is about
 * @param testCases questions of the test
 * @param unseenItems items that nobody interacted with before the cut
 * @param unseenCases questions whose answer is one of them
 */
public record DataSummary(
        DatasetInfo dataset,
        String protocol,
        Instant cut,
        long trainingSessions,
        long trainingClicks,
        long validationCases,
        long testSessions,
        long testCases,
        long unseenItems,
        long unseenCases) {

    static DataSummary of(DatasetInfo dataset, Split split) {
        return new DataSummary(
                dataset,
                split.protocol(),
                split.cut(),
                split.training().size(),
                split.trainingClicks(),
                split.validation().size(),
                split.sessions().size(),
                split.cases().size(),
                split.unseenItems(),
                split.cases().stream().filter(c -> !c.targetSeen()).count());
    }
}
