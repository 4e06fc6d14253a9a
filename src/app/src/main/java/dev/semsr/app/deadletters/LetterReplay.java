package dev.semsr.app.deadletters;

import dev.semsr.app.replay.CountedProducer;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Predicate;
import org.apache.kafka.clients.producer.ProducerConfig;

/**
 * Puts chosen letters back. First all of them are looked at, and only if each may go is the first
 * one sent.
 */
public final class LetterReplay {

    private final LetterTopic letters;
    private final Predicate<StoredLetter> filter;
    private final long limit;
    private final String target;

    /**
     * A replay.
     *
     * @param letters where they are read
     * @param filter which of them
     * @param limit only so many, the first ones
     * @param target topic that they go to; null: each to the one it came from
     */
    public LetterReplay(
            LetterTopic letters, Predicate<StoredLetter> filter, long limit, String target) {
        this.letters = letters;
        this.filter = filter;
        this.limit = limit;
        this.target = target;
    }

    /** What would be sent. */
    public LetterPlan plan() {
        var plan = new LetterPlan();
        forEach(letter -> plan.add(letter, target));
        return plan;
    }

    /**
     * Sends the letters; stops at the first that the broker does not take.
     *
     * @param client properties of the Kafka producer, {@code bootstrap.servers} among them
     * @param progress told of each letter that was handed to the client
     */
    public LettersSent send(Map<String, ?> client, Runnable progress) {
        try (var producer = new CountedProducer(properties(client))) {
            forEach(
                    letter -> {
                        producer.send(letter.putBack(target(letter)));
                        progress.run();
                        return producer.failed() == 0;
                    });
            producer.flush();
            return new LettersSent(
                    producer.sent(), producer.acknowledged(), producer.firstFailure());
        }
    }

    private void forEach(Predicate<StoredLetter> action) {
        long[] taken = {0};
        if (limit < 1) {
            return;
        }
        letters.read(
                letter -> {
                    if (!filter.test(letter)) {
                        return true;
                    }
                    taken[0]++;
                    return action.test(letter) && taken[0] < limit;
                });
    }

    private String target(StoredLetter letter) {
        return target == null ? letter.origin().orElseThrow().topic() : target;
    }

    /** Whatever came through the brokers once is let through again. */
    private static Map<String, Object> properties(Map<String, ?> client) {
        var properties = new HashMap<String, Object>();
        properties.put(ProducerConfig.CLIENT_ID_CONFIG, "semsr-dead-letters");
        properties.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, 64 * 1024 * 1024);
        properties.put(ProducerConfig.BUFFER_MEMORY_CONFIG, 128L * 1024 * 1024);
        properties.putAll(client);
        return properties;
    }
}
