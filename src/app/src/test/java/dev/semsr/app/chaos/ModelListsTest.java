package dev.semsr.app.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import dev.semsr.core.fallback.FallbackLadder;
import dev.semsr.core.fallback.PopularItem;
import dev.semsr.core.fallback.PopularityFallback;
import dev.semsr.core.ranking.RankingSettings;
import dev.semsr.core.scoring.Recommender;
import dev.semsr.core.scoring.ScoredItem;
import dev.semsr.core.scoring.Scorer;
import dev.semsr.core.session.SessionOutcome.Reply;
import dev.semsr.schemas.Recommendation;
import dev.semsr.schemas.RecommendedItem;
import dev.semsr.schemas.Source;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ModelListsTest {

    private static final List<String> KNOWN = List.of("a", "new");
    private static final List<String> UNKNOWN = List.of("new", "newer");

    private final ModelLists lists =
            new ModelLists(
                    new FixedScorer(),
                    FallbackLadder.of(
                            new PopularityFallback(
                                    List.of(
                                            new PopularItem("p", 3),
                                            new PopularItem("q", 2),
                                            new PopularItem("r", 1)))),
                    new Recommender(new RankingSettings(2, true)));

    @Test
    void theListOfTheModelIsRight() {
        assertThat(fault(KNOWN, Reply.MODEL, byModel())).isNull();
    }

    @Test
    void theModelCannotAnswerASessionOfWhichItKnowsNothing() {
        Recommendation answer =
                answer(item("p", 3, Source.MODEL, null), item("q", 2, Source.MODEL, null));

        assertThat(fault(UNKNOWN, Reply.MODEL, answer)).contains("is said to be of MODEL");
    }

    @Test
    void unknownItemsAreAReasonOnlyIfTheModelKnowsNone() {
        assertThat(fault(UNKNOWN, Reply.MODEL, popular("unknown items"))).isNull();
        assertThat(fault(KNOWN, Reply.MODEL, popular("unknown items")))
                .isEqualTo("reason 'unknown items', and the model knows some");
    }

    @Test
    void theRateLimitIsAReasonExactlyWhereTheRulesSaySo() {
        assertThat(fault(KNOWN, Reply.RATE_LIMITED, popular("rate limit"))).isNull();
        assertThat(fault(KNOWN, Reply.MODEL, popular("rate limit")))
                .isEqualTo("reason 'rate limit', and by the rules of sessions MODEL");
        assertThat(fault(KNOWN, Reply.RATE_LIMITED, popular("timeout"))).isNotNull();
        assertThat(fault(KNOWN, Reply.RATE_LIMITED, byModel())).isNotNull();
    }

    @Test
    void tooFewItemsAreAReasonOnlyIfTheModelHasNoneLeft() {
        List<String> all = List.of("a", "b", "c");

        assertThat(fault(all, Reply.MODEL, popular("too few items"))).isNull();
        assertThat(fault(KNOWN, Reply.MODEL, popular("too few items"))).isNotNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"timeout", "device error", "overload", "no model"})
    void aReasonOfTheMomentIsTakenAsItIsButNotAnotherListThanTheLadders(String reason) {
        assertThat(fault(KNOWN, Reply.MODEL, popular(reason))).isNull();

        Recommendation turned = popular(reason);
        turned.setItems(List.of(turned.getItems().get(1), turned.getItems().get(0)));
        assertThat(fault(KNOWN, Reply.MODEL, turned)).contains("place 1 has item q, not p");
    }

    @Test
    void aReasonThatThereIsNotAndOneThatChangesInTheListAreWrong() {
        assertThat(fault(KNOWN, Reply.MODEL, popular("bad weather"))).contains("bad weather");
        assertThat(fault(KNOWN, Reply.MODEL, popular(null))).isNotNull();

        Recommendation mixed = popular("timeout");
        mixed.getItems().get(1).setReason("device error");
        assertThat(fault(KNOWN, Reply.MODEL, mixed))
                .isEqualTo(
                        "place 2 is said to be of POPULAR (device error), not of POPULAR"
                                + " (timeout)");
    }

    @Test
    void aSourceThatTheItemDoesNotComeFromIsWrong() {
        Recommendation answer = popular("timeout");
        answer.getItems().get(0).setSource(Source.CO_VISIT);

        assertThat(fault(KNOWN, Reply.MODEL, answer)).contains("said to be of CO_VISIT");
    }

    @Test
    void anotherVersionOrVariantIsWrong() {
        Recommendation version = byModel();
        version.setModelVersion("2");
        Recommendation variant = byModel();
        variant.setVariant("other/test");

        assertThat(fault(KNOWN, Reply.MODEL, version)).isEqualTo("model version 2");
        assertThat(fault(KNOWN, Reply.MODEL, variant)).isEqualTo("variant other/test");
    }

    @Test
    void onlyAnErasedSessionGetsNoItems() {
        assertThat(fault(List.of(), Reply.ERASED, answer())).isNull();
        assertThat(fault(List.of(), Reply.ERASED, byModel())).isNotNull();
        assertThat(fault(KNOWN, Reply.MODEL, answer())).isNotNull();
    }

    private String fault(List<String> session, Reply reply, Recommendation answer) {
        return lists.faults(List.of(new Lists.Answered(session, reply, answer))).get(0);
    }

    private static Recommendation byModel() {
        return answer(item("b", 2, Source.MODEL, null), item("c", 1, Source.MODEL, null));
    }

    private static Recommendation popular(String reason) {
        return answer(item("p", 3, Source.POPULAR, reason), item("q", 2, Source.POPULAR, reason));
    }

    private static Recommendation answer(RecommendedItem... items) {
        return new Recommendation(
                "id",
                "s",
                "e",
                1L,
                new ArrayList<>(List.of(items)),
                "1",
                "fixed/test",
                Instant.EPOCH,
                Instant.EPOCH);
    }

    private static RecommendedItem item(String id, float score, Source source, String reason) {
        return RecommendedItem.newBuilder()
                .setItemId(id)
                .setScore(score)
                .setSource(source)
                .setReason(reason)
                .build();
    }

    /** Knows three items and has the same list for every session with one of them. */
    private static final class FixedScorer implements Scorer {

        private static final List<ScoredItem> LIST =
                List.of(
                        new ScoredItem("a", 3, Float.NaN),
                        new ScoredItem("b", 2, Float.NaN),
                        new ScoredItem("c", 1, Float.NaN));

        @Override
        public String version() {
            return "1";
        }

        @Override
        public String variant() {
            return "fixed/test";
        }

        @Override
        public Set<String> items() {
            return Set.of("a", "b", "c");
        }

        @Override
        public List<List<ScoredItem>> recommend(List<List<String>> sessions, int k) {
            return sessions.stream()
                    .map(session -> session.stream().anyMatch(items()::contains))
                    .map(known -> known ? LIST : List.<ScoredItem>of())
                    .toList();
        }

        @Override
        public void close() {
            // nothing is held
        }
    }
}
