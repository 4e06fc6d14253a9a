package dev.semsr.it.stack;

import dev.semsr.app.broker.Topics;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Topics of one test, so that tests on the same broker do not see each other.
 *
 * @param clicks topic of the clicks
 * @param recommendations topic of the recommendations
 * @param deadLetters topic of the dead letters
 */
public record JobTopics(String clicks, String recommendations, String deadLetters) {

    private static final AtomicInteger COUNT = new AtomicInteger();

    /** Creates new topics. */
    public static JobTopics create(String bootstrapServers, int partitions) {
        int number = COUNT.incrementAndGet();
        var topics =
                new JobTopics(
                        "clicks-" + number, "recommendations-" + number, "dead-letters-" + number);
        Topics.mainJob(topics.clicks, topics.recommendations, topics.deadLetters, partitions)
                .create(Map.of("bootstrap.servers", bootstrapServers));
        return topics;
    }

    /** The options that make a job use these topics. */
    public Map<String, String> options() {
        return Map.of(
                "clicks.topic", clicks,
                "clicks.group-id", "group-of-" + clicks,
                "recommendations.topic", recommendations,
                "dead-letters.topic", deadLetters);
    }
}
