package dev.semsr.lab.agent;

import static dev.semsr.lab.agent.ScriptedEndpoint.refuses;
import static dev.semsr.lab.agent.ScriptedEndpoint.says;
import static dev.semsr.lab.agent.ScriptedEndpoint.status;
import static dev.semsr.lab.agent.ScriptedEndpoint.titles;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.semsr.lab.agent.AgentStoppedException.Stop;
import dev.semsr.lab.agent.ScriptedEndpoint.Answer;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EndpointBehaviourTest {

    private static final List<String> SESSION = List.of("i0", "i2");

    @TempDir private Path cache;

    /** What came of one question, with what it took. */
    private record Asked(Outcome outcome, Spending spending, ScriptedEndpoint server) {}

    private Asked ask(AgentSettings settings, Answer... answers) {
        try (ScriptedEndpoint server = new ScriptedEndpoint(answers);
                TitleAgent agent = Shop.agent(Shop.endpoint(server), settings, cache)) {
            return new Asked(agent.to(List.of(SESSION)).get(0), agent.spending(), server);
        }
    }

    private Asked ask(Answer... answers) {
        return ask(Shop.settings(), answers);
    }

    @Test
    void aGoodAnswerIsUsableAndKept() {
        Asked asked = ask(titles("green lamp", "Pine table"));

        assertThat(asked.outcome().verdict()).isEqualTo(Verdict.USABLE);
        assertThat(asked.outcome().titles()).containsExactly("green lamp", "Pine table");
        assertThat(asked.spending()).isEqualTo(new Spending(1, 0, 100, 20));
        assertThat(Shop.files(cache)).hasSize(1);
        assertThat(asked.server().paths).containsExactly("/v1/chat/completions");
        assertThat(asked.server().keys).containsExactly("Bearer " + Shop.KEY);
        assertThat(asked.server().bodies.get(0))
                .contains("red lamp", "oak table", "json_schema", "\"max_tokens\" : 1000");
    }

    @Test
    void aStoredAnswerCostsNothing() {
        ask(titles("green lamp"));
        Asked again = ask(titles("something else"));

        assertThat(again.outcome().titles()).containsExactly("green lamp");
        assertThat(again.outcome().cached()).isTrue();
        assertThat(again.spending()).isEqualTo(new Spending(0, 0, 0, 0));
        assertThat(again.server().requests()).isZero();
    }

    @Test
    void aSlowEndpointIsATimeoutAfterItsRepetitionsAndLeavesNothing() {
        Answer slow = titles("green lamp").after(Duration.ofSeconds(20));
        Asked asked = ask(Shop.with(Shop.calls(300, 2, 1), SpendLimits.defaults()), slow);

        assertThat(asked.outcome().verdict()).isEqualTo(Verdict.TIMEOUT);
        assertThat(asked.spending().requests()).isEqualTo(3);
        assertThat(asked.spending().repetitions()).isEqualTo(2);
        assertThat(Shop.files(cache)).isEmpty();
    }

    @Test
    void anAnswerThatDripsIsATimeoutToo() {
        Asked asked =
                ask(
                        Shop.with(Shop.calls(300, 0, 1), SpendLimits.defaults()),
                        titles("green lamp").dripping());

        assertThat(asked.outcome().verdict()).isEqualTo(Verdict.TIMEOUT);
        assertThat(Shop.files(cache)).isEmpty();
    }

    @Test
    void aTimeoutCountsAsIfItWereCharged() {
        Answer slow = titles("green lamp").after(Duration.ofSeconds(20));
        Asked asked = ask(Shop.with(Shop.calls(200, 0, 1), SpendLimits.defaults()), slow);

        assertThat(asked.spending().outputTokens()).isEqualTo(1000);
        assertThat(asked.spending().inputTokens()).isBetween(100L, 500L);
    }

    @Test
    void anInternalErrorIsRepeatedUntilTheAnswerComes() {
        Asked asked = ask(status(500, "oops"), status(503, "oops"), titles("green lamp"));

        assertThat(asked.outcome().verdict()).isEqualTo(Verdict.USABLE);
        assertThat(asked.spending()).isEqualTo(new Spending(3, 2, 100, 20));
        assertThat(Shop.files(cache)).hasSize(1);
    }

    @Test
    void anInternalErrorThatStaysIsNamedByItsStatusAndNotKept() {
        Asked asked = ask(status(500, "oops"));

        assertThat(asked.outcome().label()).isEqualTo("HTTP 500");
        assertThat(asked.outcome().detail()).isEqualTo("HTTP 500: oops");
        assertThat(asked.server().requests()).isEqualTo(3);
        assertThat(Shop.files(cache)).isEmpty();
    }

    @Test
    void theTimeThatARateLimitAsksForIsWaited() {
        Asked asked = ask(status(429, "slow down").with("Retry-After", "1"), titles("green lamp"));

        assertThat(asked.outcome().verdict()).isEqualTo(Verdict.USABLE);
        assertThat(asked.spending().repetitions()).isEqualTo(1);
        long waited = asked.server().times.get(1) - asked.server().times.get(0);
        assertThat(Duration.ofNanos(waited)).isGreaterThanOrEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void aRateLimitThatAsksForTooLongIsNotWaitedFor() {
        Asked asked = ask(status(429, "come tomorrow").with("Retry-After", "86400"));

        assertThat(asked.outcome().label()).isEqualTo("HTTP 429");
        assertThat(asked.server().requests()).isEqualTo(1);
    }

    @Test
    void aCutConnectionIsRepeated() {
        Asked asked = ask(titles("red lamp").cutOff(), titles("green lamp"));

        assertThat(asked.outcome().titles()).containsExactly("green lamp");
        assertThat(asked.spending().repetitions()).isEqualTo(1);
        assertThat(Shop.files(cache)).hasSize(1);
    }

    @Test
    void aConnectionThatIsAlwaysCutIsNamedAndNotKept() {
        Asked asked = ask(titles("red lamp").cutOff());

        assertThat(asked.outcome().verdict()).isEqualTo(Verdict.CONNECTION);
        assertThat(asked.server().requests()).isEqualTo(3);
        assertThat(Shop.files(cache)).isEmpty();
    }

    @Test
    void anEndpointThatIsNotThereIsNamed() throws IOException {
        int free;
        try (ServerSocket socket = new ServerSocket(0)) {
            free = socket.getLocalPort();
        }
        Endpoint nowhere =
                new Endpoint(Endpoint.Kind.OPENAI, "http://127.0.0.1:" + free, "tiny", "");
        try (TitleAgent agent = Shop.agent(nowhere, Shop.settings(), cache)) {
            assertThat(agent.to(List.of(SESSION)).get(0).verdict()).isEqualTo(Verdict.CONNECTION);
        }
    }

    @Test
    void proseAndCodeFencesAreReadWithoutAskingAgain() {
        Asked asked =
                ask(
                        says(
                                "Sure! Here you are:\n"
                                        + "```json\n"
                                        + "{\"titles\": [\"green lamp\",]}\n"
                                        + "```\n"
                                        + "Bye"));

        assertThat(asked.outcome().verdict()).isEqualTo(Verdict.REPAIRED_READING);
        assertThat(asked.outcome().titles()).containsExactly("green lamp");
        assertThat(asked.server().requests()).isEqualTo(1);
    }

    @Test
    void aMalformedAnswerIsAskedForOnceMoreSayingWhatWasWrong() {
        Asked asked = ask(says("1. green lamp\n2. pine table"), titles("green lamp"));

        assertThat(asked.outcome().verdict()).isEqualTo(Verdict.REPAIRED_ASKING);
        assertThat(asked.outcome().titles()).containsExactly("green lamp");
        assertThat(asked.server().bodies.get(1))
                .contains("1. green lamp", "cannot be used. It was not JSON alone.");
        assertThat(Shop.files(cache)).hasSize(2);
    }

    @Test
    void anAnswerThatStaysMalformedIsUnusableAndNotPaidForAgain() {
        Asked asked = ask(says("I like lamps."));
        Asked again = ask(titles("green lamp"));

        assertThat(asked.outcome().verdict()).isEqualTo(Verdict.MALFORMED);
        assertThat(asked.server().requests()).isEqualTo(2);
        assertThat(again.outcome().verdict()).isEqualTo(Verdict.MALFORMED);
        assertThat(again.server().requests()).isZero();
    }

    @Test
    void anEmptyAnswerIsAskedForOnceMoreInTheSameTurn() {
        Asked asked = ask(says(""));

        assertThat(asked.outcome().verdict()).isEqualTo(Verdict.EMPTY);
        assertThat(asked.server().requests()).isEqualTo(2);
        assertThat(asked.server().bodies.get(1)).contains("What comes next?\\n\\nYour answer");
    }

    @Test
    void anEmptyListIsEmpty() {
        assertThat(ask(titles()).outcome().verdict()).isEqualTo(Verdict.EMPTY);
    }

    @Test
    void aRefusalIsNotAskedForAgain() {
        Asked asked = ask(refuses("I cannot help with shopping."));

        assertThat(asked.outcome().verdict()).isEqualTo(Verdict.REFUSED);
        assertThat(asked.server().requests()).isEqualTo(1);
    }

    @Test
    void aFilteredAnswerIsRefused() {
        assertThat(ask(says("", "content_filter")).outcome().verdict()).isEqualTo(Verdict.REFUSED);
    }

    @Test
    void theTitlesBeforeTheTokenLimitAreKept() {
        Asked asked = ask(says("{\"titles\": [\"green lamp\", \"pine ta", "length"));

        assertThat(asked.outcome().verdict()).isEqualTo(Verdict.REPAIRED_READING);
        assertThat(asked.outcome().titles()).containsExactly("green lamp");
    }

    @Test
    void anAnswerThatEndsBeforeItsFirstTitleIsCutOff() {
        assertThat(ask(says("<think>Lamps or", "length")).outcome().verdict())
                .isEqualTo(Verdict.CUT_OFF);
    }

    @Test
    void anAnswerThatIsNoCompletionIsNamed() {
        Asked asked = ask(status(200, "<html>Welcome</html>"));

        assertThat(asked.outcome().verdict()).isEqualTo(Verdict.NO_COMPLETION);
        assertThat(asked.server().requests()).isEqualTo(1);
        assertThat(Shop.files(cache)).isEmpty();
    }

    @Test
    void aWrongKeyEndsTheRunAtOnce() {
        assertThatThrownBy(() -> ask(status(401, "invalid key " + Shop.KEY)))
                .isInstanceOfSatisfying(
                        AgentStoppedException.class,
                        e -> assertThat(e.stop()).isEqualTo(Stop.REFUSED))
                .hasMessageContaining("HTTP 401")
                .hasMessageNotContaining(Shop.KEY);
    }

    @Test
    void aRedirectIsNotFollowed() {
        Asked asked = ask(status(302, "").with("Location", "http://127.0.0.1:9/elsewhere"));

        assertThat(asked.outcome().label()).isEqualTo("HTTP 302");
    }

    @Test
    void aSessionWithoutTitlesIsNotAskedAbout() {
        try (ScriptedEndpoint server = new ScriptedEndpoint(titles("red lamp"));
                TitleAgent agent = Shop.agent(Shop.endpoint(server), Shop.settings(), cache)) {
            Outcome outcome = agent.to(List.of(List.of("i5", "gone"))).get(0);

            assertThat(outcome.verdict()).isEqualTo(Verdict.NO_TITLES);
            assertThat(server.requests()).isZero();
        }
    }

    @Test
    void ollamaIsAskedInItsOwnWay() {
        try (ScriptedEndpoint server =
                new ScriptedEndpoint(
                        ScriptedEndpoint.ollamaSays("{\"titles\": [\"green lamp\"]}"))) {
            Endpoint ollama =
                    new Endpoint(
                            Endpoint.Kind.OLLAMA,
                            server.url().replace("/v1", ""),
                            "tiny",
                            Shop.KEY);
            try (TitleAgent agent = Shop.agent(ollama, Shop.settings(), cache)) {
                Outcome outcome = agent.to(List.of(SESSION)).get(0);

                assertThat(outcome.titles()).containsExactly("green lamp");
                assertThat(agent.spending()).isEqualTo(new Spending(1, 0, 100, 20));
                assertThat(server.paths).containsExactly("/api/chat");
                assertThat(server.keys).containsExactly("Bearer " + Shop.KEY);
                assertThat(server.bodies.get(0)).contains("\"format\"", "\"num_predict\"");
            }
        }
    }
}
