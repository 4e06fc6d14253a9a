package dev.semsr.core.scoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.semsr.core.fallback.FallbackLadder;
import dev.semsr.core.fallback.PopularItem;
import dev.semsr.core.fallback.PopularityFallback;
import dev.semsr.core.ranking.Candidate;
import dev.semsr.core.ranking.RankingSettings;
import dev.semsr.schemas.Source;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RecommenderTest {

    private final Recommender recommender = new Recommender(new RankingSettings(2, true));
    private final FallbackLadder fallback =
            FallbackLadder.of(
                    new PopularityFallback(
                            List.of(
                                    new PopularItem("p", 3),
                                    new PopularItem("q", 2),
                                    new PopularItem("r", 1))));

    @Test
    void theScorerIsAskedForEnoughToFillTheListWithoutTheSession() {
        AlphabetScorer scorer = new AlphabetScorer();

        List<List<Candidate>> lists =
                recommender.recommend(
                        scorer, fallback, List.of(List.of("a"), List.of("a", "b", "a", "c")));

        assertThat(scorer.asked).containsExactly(5);
        assertThat(ids(lists.get(0))).containsExactly("b", "c");
        assertThat(ids(lists.get(1))).containsExactly("d", "e");
    }

    @Test
    void aSessionOfUnknownItemsGetsThePopularOnesThroughTheSameFilter() {
        List<List<Candidate>> lists =
                recommender.recommend(
                        new AlphabetScorer(), fallback, List.of(List.of("unknown", "q")));

        assertThat(lists.get(0))
                .containsExactly(
                        new Candidate("p", 3, Source.POPULAR, "unknown items"),
                        new Candidate("r", 1, Source.POPULAR, "unknown items"));
    }

    @Test
    void theShareOfTheTextIsTheReason() {
        List<Candidate> candidates =
                Recommender.candidates(
                        List.of(
                                new ScoredItem("a", 2f, 0.617f),
                                new ScoredItem("b", 1f, Float.NaN)),
                        fallback,
                        List.of("x"));

        assertThat(candidates)
                .containsExactly(
                        new Candidate("a", 2f, Source.MODEL, "text 62 %", 0.617f, null, List.of()),
                        new Candidate("b", 1f, Source.MODEL, null));
    }

    @Test
    void aModelWithTooFewItemsIsFilledUpFromTheLadder() {
        List<List<Candidate>> lists =
                recommender.recommend(
                        new AlphabetScorer(), fallback, List.of(List.of("a", "b", "c", "d", "e")));

        assertThat(lists.get(0))
                .extracting(Candidate::itemId, Candidate::source, Candidate::reason)
                .containsExactly(
                        tuple("f", Source.MODEL, null),
                        tuple("p", Source.POPULAR, "too few items"));
    }

    @Test
    void overFetchAsksForMore() {
        Recommender choosy = new Recommender(new RankingSettings(2, true, true, 30, 0));

        assertThat(choosy.wanted(List.of("a", "b", "a"))).isEqualTo(34);
    }

    @Test
    void noSessionsAskNothing() {
        assertThat(recommender.recommend(new AlphabetScorer(), fallback, List.of())).isEmpty();
    }

    private static List<String> ids(List<Candidate> list) {
        return list.stream().map(Candidate::itemId).toList();
    }

    /** Scores the letters a to f in this order for every session that starts with one of them. */
    private static final class AlphabetScorer implements Scorer {
        private static final List<String> LETTERS = List.of("a", "b", "c", "d", "e", "f");
        private final List<Integer> asked = new ArrayList<>();

        @Override
        public String version() {
            return "1";
        }

        @Override
        public String variant() {
            return "alphabet";
        }

        @Override
        public Set<String> items() {
            return Set.copyOf(LETTERS);
        }

        @Override
        public List<List<ScoredItem>> recommend(List<List<String>> sessions, int k) {
            if (!sessions.isEmpty()) {
                asked.add(k);
            }
            return sessions.stream().map(session -> best(session, k)).toList();
        }

        private static List<ScoredItem> best(List<String> session, int k) {
            if (!LETTERS.contains(session.get(0))) {
                return List.of();
            }
            return LETTERS.stream()
                    .limit(k)
                    .map(letter -> new ScoredItem(letter, -letter.charAt(0), Float.NaN))
                    .toList();
        }

        @Override
        public void close() {}
    }
}
