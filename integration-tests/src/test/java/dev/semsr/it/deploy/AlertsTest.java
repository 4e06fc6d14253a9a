package dev.semsr.it.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The alerts, as text; {@link AlertMetricsIT} holds them against a running job. */
class AlertsTest {

    private final JsonNode groups = Checkout.yaml("docker/prometheus/alerts.yaml").path("groups");

    @Test
    void kubernetesHasTheSameOnes() {
        assertThat(
                        Kustomization.of(Checkout.path("deploy/base"))
                                .only("PrometheusRule")
                                .at("/spec/groups"))
                .isEqualTo(groups);
    }

    @Test
    void eachSaysWhatIsWrongHowBadItIsAndWhatToDo() {
        for (JsonNode alert : groups.findValues("rules").get(0)) {
            assertThat(alert.path("alert").asText()).startsWith("Semsr");
            assertThat(alert.at("/labels/severity").asText()).isIn(Set.of("critical", "warning"));
            assertThat(alert.at("/annotations/summary").asText()).isNotEmpty();
            assertThat(alert.at("/annotations/description").asText()).isNotEmpty();
        }
    }

    @Test
    void theOnesThatPeopleRelyOnAreThere() {
        assertThat(groups.findValuesAsText("alert"))
                .contains(
                        "SemsrJobDown",
                        "SemsrJobRestarting",
                        "SemsrNoCheckpoint",
                        "SemsrLag",
                        "SemsrDeadLetters",
                        "SemsrFallbackShare",
                        "SemsrModelNotLoaded");
    }

    @Test
    void parenthesesAreBalanced() {
        assertThat(groups.findValuesAsText("expr"))
                .allSatisfy(
                        expression -> {
                            assertThat(count(expression, '(')).isEqualTo(count(expression, ')'));
                            assertThat(count(expression, '{')).isEqualTo(count(expression, '}'));
                        });
    }

    private static long count(String text, char wanted) {
        return text.chars().filter(character -> character == wanted).count();
    }
}
