package dev.semsr.it;

import static dev.semsr.it.stack.ClickSender.click;
import static org.assertj.core.api.Assertions.assertThat;

import dev.semsr.app.broker.EmbeddedBroker;
import dev.semsr.app.broker.Topics;
import dev.semsr.app.demo.TrainedShop;
import dev.semsr.app.rules.RuleTopic;
import dev.semsr.it.stack.Answers;
import dev.semsr.it.stack.ClickSender;
import dev.semsr.it.stack.JobTopics;
import dev.semsr.it.stack.JobUnderTest;
import dev.semsr.it.stack.SharedBroker;
import dev.semsr.it.stack.SharedShop;
import dev.semsr.schemas.ItemVector;
import dev.semsr.schemas.Recommendation;
import dev.semsr.schemas.Rule;
import dev.semsr.schemas.RuleKind;
import dev.semsr.schemas.RuleSelector;
import dev.semsr.schemas.SelectorKind;
import dev.semsr.schemas.SingleObjectCodec;
import dev.semsr.schemas.Source;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Rules and availability that change while clicks flow, on a real broker. Sessions of a known item
 * are answered by the model, those of an unknown one by the ladder.
 */
@ExtendWith({SharedBroker.class, SharedShop.class})
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RulesIT {

    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final String RULES = "rules-of-rules-it";
    private static final String VECTORS = "item-vectors-of-rules-it";
    private static final int MANY = 50;

    private Map<String, String> client;
    private JobUnderTest job;
    private Answers answers;
    private ClickSender sender;
    private String known;
    private int clicks;

    @BeforeAll
    void startJob(EmbeddedBroker broker, TrainedShop shop) throws Exception {
        client = Map.of("bootstrap.servers", broker.bootstrapServers());
        known = shop.knownItems().get(0);
        JobTopics topics = JobTopics.create(broker.bootstrapServers(), 2);
        Topics.rules(RULES).create(client);
        Topics.rules(VECTORS).create(client); // compacted, as the catalogue is
        answers = new Answers(broker.bootstrapServers(), topics);
        sender = new ClickSender(broker.bootstrapServers(), topics.clicks());
        job =
                JobUnderTest.start(
                        broker.bootstrapServers(),
                        topics,
                        Map.of("rules.topic", RULES, "catalog.topic", VECTORS));
    }

    @AfterAll
    void stopJob() throws Exception {
        sender.close();
        answers.close();
        job.close();
    }

    @Test
    void aRuleThatIsAddedWhileClicksFlowIsFollowedOnEveryPathUntilItIsRemoved() {
        RuleTopic rules = new RuleTopic(client, RULES);
        String ofModel = top(known, Source.MODEL);
        String ofLadder = top("nobody knows this", Source.POPULAR);

        rules.put(hide("h1", ofModel));
        rules.put(hide("h2", ofLadder));
        awaitGone(ofModel, ofLadder);
        assertNeverShown(ofModel, ofLadder);

        rules.remove("h1");
        rules.remove("h2");
        Awaitility.await()
                .atMost(LIMIT)
                .until(() -> shown(known).contains(ofModel) && shown("?").contains(ofLadder));
    }

    @Test
    void aSoldOutItemIsNeverShownAgainOnAnyPath() throws Exception {
        String ofModel = top(known, Source.MODEL);
        String ofLadder = top("nobody knows this", Source.POPULAR);

        sellOut(ofModel);
        sellOut(ofLadder);
        awaitGone(ofModel, ofLadder);
        assertNeverShown(ofModel, ofLadder);
    }

    /** Asks until lists of both paths are without these items. */
    private void awaitGone(String ofModel, String ofLadder) {
        Awaitility.await()
                .atMost(LIMIT)
                .until(() -> !shown(known).contains(ofModel) && !shown("?").contains(ofLadder));
    }

    private void assertNeverShown(String... items) {
        List<String> events = new ArrayList<>();
        for (int i = 0; i < MANY; i++) {
            events.add(send(known));
            events.add(send("?"));
        }
        for (String event : events) {
            Recommendation answer = answers.await(event, LIMIT);
            assertThat(Answers.items(answer)).hasSize(20).doesNotContain(items);
        }
    }

    private String top(String item, Source source) {
        Recommendation answer = answers.await(send(item), LIMIT);
        assertThat(answer.getItems().get(0).getSource()).isEqualTo(source);
        return answer.getItems().get(0).getItemId();
    }

    private List<String> shown(String item) {
        return Answers.items(answers.await(send(item), LIMIT));
    }

    private String send(String item) {
        String id = "rules-it-" + clicks++;
        sender.send(click(id, id, item).build());
        sender.flush();
        return id;
    }

    private void sellOut(String item) throws Exception {
        ItemVector vector =
                ItemVector.newBuilder()
                        .setItemId(item)
                        .setTextEncoder("any")
                        .setTextHash("")
                        .setVector(List.of())
                        .setAvailable(false)
                        .build();
        try (var producer =
                new KafkaProducer<>(
                        Map.<String, Object>copyOf(client),
                        new ByteArraySerializer(),
                        new ByteArraySerializer())) {
            producer.send(
                            new ProducerRecord<>(
                                    VECTORS,
                                    item.getBytes(StandardCharsets.UTF_8),
                                    SingleObjectCodec.of(ItemVector.class).encode(vector)))
                    .get(30, TimeUnit.SECONDS);
        }
    }

    private static Rule hide(String id, String item) {
        return Rule.newBuilder()
                .setRuleId(id)
                .setKind(RuleKind.HIDE)
                .setSelector(new RuleSelector(SelectorKind.ITEM, item, null))
                .build();
    }
}
