package dev.semsr.it.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.semsr.app.broker.Topics;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.Test;

/** Strimzi makes the topics that {@code semsr topics create} makes. */
class TopicsTest {

    private final List<ObjectNode> resources =
            Kustomization.of(Checkout.path("deploy/base")).all("KafkaTopic");

    @Test
    void everyTopicHasAResourceAndTheOtherWayRound() {
        assertThat(resources)
                .extracting(TopicsTest::name)
                .containsExactlyInAnyOrderElementsOf(Topics.standard(1).names());
    }

    @Test
    void bothKeepRecordsAlike() {
        for (NewTopic topic : Topics.standard(1).topics()) {
            assertThat(config(topic.name())).as(topic.name()).containsAllEntriesOf(topic.configs());
        }
    }

    @Test
    void acknowledgedRecordsSurviveTheLossOfABroker() {
        assertThat(resources)
                .allSatisfy(
                        topic -> {
                            assertThat(topic.at("/spec/replicas").asInt()).isEqualTo(3);
                            assertThat(config(name(topic)))
                                    .containsEntry("min.insync.replicas", "2");
                        });
    }

    private Map<String, String> config(String topic) {
        Map<String, String> config = new HashMap<>();
        resources.stream()
                .filter(resource -> name(resource).equals(topic))
                .flatMap(resource -> resource.at("/spec/config").properties().stream())
                .forEach(entry -> config.put(entry.getKey(), entry.getValue().asText()));
        return config;
    }

    private static String name(JsonNode resource) {
        return resource.at("/metadata/name").asText();
    }
}
