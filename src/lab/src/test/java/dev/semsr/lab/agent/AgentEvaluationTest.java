package dev.semsr.lab.agent;

import static dev.semsr.lab.agent.ScriptedEndpoint.says;
import static dev.semsr.lab.agent.ScriptedEndpoint.status;
import static dev.semsr.lab.agent.ScriptedEndpoint.titles;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.semsr.lab.agent.AgentStoppedException.Stop;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AgentEvaluationTest {

    private static final Sample ALL = new Sample(0, 1);

    @TempDir private Path folder;

    private AgentReport run(ScriptedEndpoint server, AgentSettings settings, Sample sample) {
        return Trial.run(Shop.endpoint(server), settings, sample, folder);
    }

    private static AgentSettings limited(long requests, long tokens) {
        return Shop.with(Shop.calls(30_000, 0, 1), new SpendLimits(requests, tokens));
    }

    @Test
    void aSampleIsDrawnByItsSeedAndALargerOneBeginsWithTheSmaller() {
        var cases = Trial.SPLIT.cases();

        assertThat(new Sample(5, 1).of(cases)).hasSize(5).isEqualTo(new Sample(5, 1).of(cases));
        assertThat(new Sample(9, 1).of(cases).subList(0, 5)).isEqualTo(new Sample(5, 1).of(cases));
        assertThat(new Sample(5, 2).of(cases)).isNotEqualTo(new Sample(5, 1).of(cases));
        assertThat(new Sample(0, 1).of(cases)).containsExactlyInAnyOrderElementsOf(cases);
    }

    @Test
    void theTargetIsFoundWhereItsTitleIsNamed() {
        try (ScriptedEndpoint server = new ScriptedEndpoint(titles("Item lamp", "Item sofa"))) {
            AgentReport report = run(server, Shop.settings(), ALL);

            double lamps = share("lamp");
            assertThat(report.complete()).isTrue();
            assertThat(report.evaluation().variant()).isEqualTo("semsr-a");
            assertThat(report.evaluation().all().cases()).isEqualTo(Trial.SPLIT.cases().size());
            assertThat(report.evaluation().all().at(1).recall()).isEqualTo(lamps);
            assertThat(report.evaluation().all().at(3).recall())
                    .isGreaterThanOrEqualTo(lamps + share("sofa"));
            assertThat(server.requests()).isEqualTo(Trial.questions(ALL));
        }
    }

    private static double share(String target) {
        var cases = Trial.SPLIT.cases();
        return cases.stream().filter(one -> one.target().equals(target)).count()
                / (double) cases.size();
    }

    @Test
    void unusableAnswersAreMissesAndCountedByTheirReason() {
        try (ScriptedEndpoint server =
                new ScriptedEndpoint(
                        number ->
                                switch (number % 3) {
                                    case 0 -> titles("Item lamp");
                                    case 1 -> status(400, "what?");
                                    default -> status(422, "what?");
                                })) {
            AgentReport report = run(server, limited(1000, 1_000_000), ALL);
            AnswerTable answers = report.answers();

            assertThat(answers.questions()).isEqualTo(Trial.questions(ALL));
            assertThat(answers.unusable()).containsOnlyKeys("HTTP 400", "HTTP 422");
            assertThat(
                            answers.usable()
                                    + answers.unusable().values().stream().mapToLong(n -> n).sum())
                    .isEqualTo(answers.questions());
            assertThat(report.evaluation().unanswered())
                    .isGreaterThanOrEqualTo(answers.questions() - answers.usable());
            assertThat(report.toText()).contains("unusable", "HTTP 400", "as asked for");
        }
    }

    @Test
    void titlesThatAreNotInTheCatalogueAreMappedToTheNearestAndCounted() {
        try (ScriptedEndpoint server =
                new ScriptedEndpoint(titles("a very bright lamp", "ITEM sofa"))) {
            AgentReport report = run(server, Shop.settings(), ALL);

            assertThat(report.evaluation().all().at(1).recall()).isEqualTo(share("lamp"));
            assertThat(report.answers().titles()).isEqualTo(2L * Trial.questions(ALL));
            assertThat(report.answers().titlesOfItems()).isEqualTo(Trial.questions(ALL));
        }
    }

    @Test
    void aSecondRunAsksNothingAndGivesTheSame() {
        try (ScriptedEndpoint server = new ScriptedEndpoint(titles("Item lamp"))) {
            AgentReport first = run(server, Shop.settings(), ALL);
            AgentReport second = run(server, Shop.settings(), ALL);

            assertThat(server.requests()).isEqualTo(Trial.questions(ALL));
            assertThat(second.evaluation().all()).isEqualTo(first.evaluation().all());
            assertThat(second.answers().fromCache()).isEqualTo(Trial.questions(ALL));
            assertThat(second.answers().spending()).isEqualTo(new Spending(0, 0, 0, 0));
        }
    }

    @Test
    void offlineOnlyWhatIsStoredIsEvaluated() {
        Sample small = new Sample(5, 1);
        try (ScriptedEndpoint server = new ScriptedEndpoint(titles("Item lamp"))) {
            run(server, Shop.settings(), small);
            Endpoint nowhere = new Endpoint(Endpoint.Kind.OPENAI, "", "tiny", "");
            AgentReport same = Trial.run(nowhere, Shop.offline(), small, folder);
            AgentReport more = Trial.run(nowhere, Shop.offline(), ALL, folder);

            assertThat(same.complete()).isTrue();
            assertThat(more.complete()).isFalse();
            assertThat(more.stop()).isEqualTo(Stop.OFFLINE);
            assertThat(more.evaluated()).isGreaterThanOrEqualTo(5);
            assertThat(server.requests()).isEqualTo(Trial.questions(small));
        }
    }

    @Test
    void offlineWithNothingStoredIsAnError() {
        Endpoint nowhere = new Endpoint(Endpoint.Kind.OPENAI, "", "tiny", "");

        assertThatThrownBy(() -> Trial.run(nowhere, Shop.offline(), ALL, folder))
                .isInstanceOf(AgentStoppedException.class)
                .hasMessageContaining("cache");
    }

    @Test
    void atTheLimitOfRequestsTheResultIsPartialAndTheNextRunGoesOn() {
        try (ScriptedEndpoint server = new ScriptedEndpoint(titles("Item lamp"))) {
            AgentReport part = run(server, limited(7, 1_000_000), ALL);

            assertThat(server.requests()).isEqualTo(7);
            assertThat(part.stop()).isEqualTo(Stop.REQUEST_LIMIT);
            assertThat(part.answers().questions()).isEqualTo(7);
            assertThat(part.evaluation().all().cases()).isEqualTo(part.evaluated());
            assertThat(part.evaluated()).isLessThan(part.drawn());
            assertThat(part.toText()).contains("PARTIAL: The limit of 7 requests is reached");

            AgentReport whole = run(server, Shop.settings(), ALL);

            assertThat(whole.complete()).isTrue();
            assertThat(whole.answers().fromCache()).isEqualTo(7);
            assertThat(server.requests()).isEqualTo(Trial.questions(ALL));
        }
    }

    @Test
    void theLimitOfTokensIsNeverPassedEvenBySeveralCallsAtATime() {
        try (ScriptedEndpoint server =
                new ScriptedEndpoint(number -> titles("Item lamp").after(Duration.ofMillis(20)))) {
            AgentSettings settings =
                    new AgentSettings(
                            new QuestionSettings(10, 20, 0, 0.0, 20, AnswerFormat.SCHEMA),
                            Shop.calls(30_000, 0, 8),
                            new SpendLimits(1000, 1000),
                            false);
            AgentReport part = run(server, settings, ALL);

            Spending spending = part.answers().spending();
            assertThat(part.stop()).isEqualTo(Stop.TOKEN_LIMIT);
            assertThat(spending.inputTokens() + spending.outputTokens()).isBetween(1L, 1000L);
            assertThat(spending.requests()).isEqualTo(server.requests()).isPositive();
        }
    }

    @Test
    void noMoreCallsAreUnderWayThanAllowed() {
        try (ScriptedEndpoint server =
                new ScriptedEndpoint(number -> titles("Item lamp").after(Duration.ofMillis(50)))) {
            run(server, Shop.with(Shop.calls(30_000, 0, 3), SpendLimits.defaults()), ALL);

            assertThat(server.mostUnderWay.get()).isEqualTo(3);
        }
    }

    @Test
    void anEndpointThatAlwaysFailsIsLeftAloneAfterTenQuestions() {
        try (ScriptedEndpoint server = new ScriptedEndpoint(status(500, "oops"))) {
            AgentReport report = run(server, limited(1000, 1_000_000), ALL);

            assertThat(report.stop()).isEqualTo(Stop.DOWN);
            assertThat(report.stopReason()).contains("10 questions in a row", "HTTP 500");
            assertThat(server.requests()).isEqualTo(10);
            assertThat(report.answers().unusable()).isEqualTo(Map.of("HTTP 500", 10L));
        }
    }

    @Test
    void whatWasAnsweredBeforeTheKeyWasRefusedIsEvaluated() {
        try (ScriptedEndpoint server =
                new ScriptedEndpoint(
                        number -> number < 4 ? titles("Item lamp") : status(401, "no"))) {
            AgentReport report = run(server, limited(1000, 1_000_000), ALL);

            assertThat(report.stop()).isEqualTo(Stop.REFUSED);
            assertThat(report.answers().questions()).isEqualTo(4);
            assertThat(server.requests()).isEqualTo(5);
        }
    }

    @Test
    void equalSessionsAreAskedAboutOnce() {
        try (ScriptedEndpoint server = new ScriptedEndpoint(says("nothing"))) {
            AgentReport report = run(server, Shop.settings(), ALL);

            assertThat(report.drawn()).isGreaterThan(Trial.questions(ALL));
            assertThat(server.requests()).isEqualTo(2 * Trial.questions(ALL));
            assertThat(report.answers().unusable())
                    .isEqualTo(Map.of("malformed", (long) Trial.questions(ALL)));
        }
    }

    @Test
    void examplesComeFromTheTrainingSessions() {
        try (ScriptedEndpoint server = new ScriptedEndpoint(titles("Item lamp"))) {
            AgentSettings settings =
                    new AgentSettings(
                            QuestionSettings.defaults().withExamples(2),
                            Shop.calls(30_000, 0, 1),
                            SpendLimits.defaults(),
                            false);
            run(server, settings, new Sample(3, 1));

            assertThat(List.copyOf(server.bodies))
                    .isNotEmpty()
                    .allSatisfy(body -> assertThat(body).contains("Another shopper clicked"));
        }
    }
}
