package dev.semsr.app.broker;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.errors.TopicExistsException;

/**
 * The topics that the jobs read and write, with the retention, compaction and record sizes that
 * they need.
 *
 * @param topics what to create
 */
public record Topics(List<NewTopic> topics) {

    /** Clicks. */
    public static final String CLICKS = "clicks";

    /** Answers to clicks. */
    public static final String RECOMMENDATIONS = "recommendations";

    /** What could not be processed, byte for byte. */
    public static final String DEAD_LETTERS = "dead-letters";

    /** The catalogue. */
    public static final String ITEMS = "items";

    /** The catalogue as text vectors. */
    public static final String ITEM_VECTORS = "item-vectors";

    /** Which versions of a model answer. */
    public static final String MODEL_ROLLOUTS = "model-rollouts";

    /** What became of model versions. */
    public static final String MODEL_STATUS = "model-status";

    /** Lists of versions that only score along. */
    public static final String RECOMMENDATIONS_SHADOW = "recommendations-shadow";

    /** What the shop wants to be hidden, raised, lowered or shown at a place. */
    public static final String RULES = "rules";

    /** Hit rates by version and minute. */
    public static final String QUALITY = "quality";

    private static final Duration REPORTS_KEPT = Duration.ofDays(1);
    private static final Duration QUALITY_KEPT = Duration.ofDays(90);
    private static final Duration EVENTS_KEPT = Duration.ofDays(7);
    private static final Duration TOMBSTONES_KEPT = Duration.ofDays(1);
    // A model version has the items of its training, until a tombstone says that one is gone.
    private static final Duration GONE_ITEMS_KEPT = Duration.ofDays(90);
    private static final int LARGEST_CLICK = 4 * 1024 * 1024;
    // A dead letter is a click's bytes and the headers that say what was wrong with them.
    private static final int LARGEST_DEAD_LETTER = 5 * 1024 * 1024;

    /** All topics of the design under their default names. */
    public static Topics standard(int partitions) {
        return new Topics(
                List.of(
                        events(CLICKS, partitions, LARGEST_CLICK),
                        events(RECOMMENDATIONS, partitions, LARGEST_CLICK),
                        events(DEAD_LETTERS, partitions, LARGEST_DEAD_LETTER),
                        table(ITEMS, partitions),
                        table(ITEM_VECTORS, partitions, GONE_ITEMS_KEPT),
                        table(MODEL_ROLLOUTS, 1),
                        reports(MODEL_STATUS),
                        events(RECOMMENDATIONS_SHADOW, partitions, LARGEST_CLICK),
                        table(RULES, 1),
                        quality(QUALITY)));
    }

    /** The topics of one main job under names of its own, for several jobs on one broker. */
    public static Topics mainJob(
            String clicks, String recommendations, String deadLetters, int partitions) {
        return new Topics(
                List.of(
                        events(clicks, partitions, LARGEST_CLICK),
                        events(recommendations, partitions, LARGEST_CLICK),
                        events(deadLetters, partitions, LARGEST_DEAD_LETTER)));
    }

    /** The topics through which rollouts are ordered and reported: one partition is plenty. */
    public static Topics rollouts(String rollouts, String status) {
        return new Topics(
                List.of(
                        table(rollouts, 1),
                        topic(status, 1)
                                .configs(
                                        Map.of(
                                                "cleanup.policy",
                                                "delete",
                                                "retention.ms",
                                                Long.toString(REPORTS_KEPT.toMillis())))));
    }

    /** A topic of quality reports under a name of its own: one partition is plenty. */
    public static Topics qualityReports(String name) {
        return new Topics(List.of(quality(name)));
    }

    /** A topic of rules under a name of its own. */
    public static Topics rules(String name) {
        return new Topics(List.of(table(name, 1)));
    }

    private static NewTopic events(String name, int partitions, int largest) {
        return topic(name, partitions)
                .configs(
                        Map.of(
                                "cleanup.policy", "delete",
                                "retention.ms", Long.toString(EVENTS_KEPT.toMillis()),
                                "max.message.bytes", Integer.toString(largest)));
    }

    private static NewTopic reports(String name) {
        return topic(name, 1)
                .configs(
                        Map.of(
                                "cleanup.policy",
                                "delete",
                                "retention.ms",
                                Long.toString(REPORTS_KEPT.toMillis())));
    }

    private static NewTopic quality(String name) {
        return topic(name, 1)
                .configs(
                        Map.of(
                                "cleanup.policy",
                                "delete",
                                "retention.ms",
                                Long.toString(QUALITY_KEPT.toMillis())));
    }

    private static NewTopic table(String name, int partitions) {
        return table(name, partitions, TOMBSTONES_KEPT);
    }

    private static NewTopic table(String name, int partitions, Duration tombstonesKept) {
        return topic(name, partitions)
                .configs(
                        Map.of(
                                "cleanup.policy",
                                "compact",
                                "delete.retention.ms",
                                Long.toString(tombstonesKept.toMillis())));
    }

    private static NewTopic topic(String name, int partitions) {
        return new NewTopic(name, Optional.of(partitions), Optional.empty());
    }

    /**
     * Creates the topics that are not there; leaves the others as they are.
     *
     * @param client properties of a Kafka client, {@code bootstrap.servers} among them
     */
    public void create(Map<String, ?> client) {
        try (var admin = Admin.create(Map.<String, Object>copyOf(client))) {
            for (var created : admin.createTopics(topics).values().entrySet()) {
                awaitCreation(created.getKey(), created.getValue());
            }
        }
    }

    private static void awaitCreation(
            String topic, org.apache.kafka.common.KafkaFuture<Void> creation) {
        try {
            creation.get();
        } catch (ExecutionException failure) {
            if (!(failure.getCause() instanceof TopicExistsException)) {
                throw new IllegalStateException(
                        "Cannot create topic '" + topic + "': " + failure.getCause().getMessage(),
                        failure.getCause());
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while creating topics", interrupted);
        }
    }

    /** Names of the topics. */
    public List<String> names() {
        return new ArrayList<>(topics.stream().map(NewTopic::name).toList());
    }
}
