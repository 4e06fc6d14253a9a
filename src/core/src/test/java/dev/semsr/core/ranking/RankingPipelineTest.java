package dev.semsr.core.ranking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.semsr.core.catalog.ItemLookup;
import dev.semsr.core.rules.RuleBook;
import dev.semsr.core.rules.Rules;
import dev.semsr.schemas.Rule;
import dev.semsr.schemas.RuleKind;
import dev.semsr.schemas.Source;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class RankingPipelineTest {

    @Test
    void itemsOfTheSessionAreLeftOut() {
        assertThat(ranked(List.of("b", "d"), new RankingSettings(20, true)))
                .containsExactly("a", "c");
    }

    @Test
    void itemsOfTheSessionStayWhenTheFilterIsOff() {
        assertThat(ranked(List.of("b", "d"), new RankingSettings(20, false)))
                .containsExactly("a", "b", "c", "d");
    }

    @Test
    void theListIsCutAfterFiltering() {
        assertThat(ranked(List.of("a"), new RankingSettings(2, true))).containsExactly("b", "c");
    }

    @Test
    void anItemThatOccursTwiceCountsOnceInItsBetterPlace() {
        List<Candidate> candidates = candidates("a", "b", "a", "c");

        assertThat(RankingPipeline.rank(candidates, List.of(), RankingSettings.DEFAULT))
                .extracting(Candidate::itemId)
                .containsExactly("a", "b", "c");
    }

    @Test
    void aListWithoutItemsIsRefused() {
        assertThatThrownBy(() -> new RankingSettings(0, true))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("at least 1");
    }

    @Test
    void aBoostMultipliesTheOddsOfAModelsScoreWhateverItsSign() {
        Rule boost = Rules.item("r", RuleKind.BOOST, "b");
        boost.setFactor(Math.E);
        List<Candidate> model =
                List.of(
                        new Candidate("a", -2, Source.MODEL, null),
                        new Candidate("b", -2.5f, Source.MODEL, "text 50 %"),
                        new Candidate("c", -3, Source.MODEL, null));

        List<Candidate> list = pipeline(boost).rank(anybody(), List.of(() -> model)).items();

        assertThat(list).extracting(Candidate::itemId).containsExactly("b", "a", "c");
        assertThat(list.get(0).score()).isEqualTo(-1.5f, within(1e-6f));
        assertThat(list.get(0).reason()).isEqualTo("text 50 %; rule r");
    }

    @Test
    void aBoostMultipliesSharesAndCounts() {
        Rule bury = Rules.item("r", RuleKind.BURY, "b");
        List<Candidate> popular =
                List.of(
                        new Candidate("a", 30, Source.POPULAR, "timeout"),
                        new Candidate("b", 20, Source.POPULAR, "timeout"));

        List<Candidate> list = pipeline(bury).rank(anybody(), List.of(() -> popular)).items();

        assertThat(list).extracting(Candidate::score).containsExactly(30f, 10f);
    }

    @Test
    void aStepIsAskedOnlyIfThoseBeforeItWereNotEnough() {
        RankingPipeline pipeline = pipeline();

        List<Candidate> list =
                pipeline.rank(
                                anybody(),
                                List.of(
                                        () -> candidates("a", "b", "c", "d"),
                                        () -> {
                                            throw new AssertionError("not needed");
                                        }))
                        .items();

        assertThat(list).hasSize(3);
    }

    @Test
    void aListThatIsTooShortIsFilledUpBelowItsLastItem() {
        List<Candidate> model = List.of(new Candidate("a", -1, Source.MODEL, null));
        List<Candidate> ladder =
                List.of(
                        new Candidate("a", 9, Source.CO_VISIT, "x"),
                        new Candidate("b", 8, Source.CO_VISIT, "x"),
                        new Candidate("c", 6, Source.POPULAR, "x"));

        List<Candidate> list =
                pipeline().rank(anybody(), List.of(() -> model, () -> ladder)).items();

        assertThat(list).extracting(Candidate::itemId).containsExactly("a", "b", "c");
        assertThat(list).extracting(Candidate::score).containsExactly(-1f, -1f, -3f);
        assertThat(list)
                .extracting(Candidate::source)
                .containsExactly(Source.MODEL, Source.CO_VISIT, Source.POPULAR);
    }

    @Test
    void pinsStandAtTheirPlacesAndPushTheOthersDown() {
        List<Candidate> list =
                pipeline(Rules.pin("p1", "new", 1), Rules.pin("p2", "c", 1))
                        .rank(anybody(), List.of(() -> candidates("a", "b", "c", "d")))
                        .items();

        assertThat(list).extracting(Candidate::itemId).containsExactly("new", "c", "a");
        assertThat(list.get(0).source()).isEqualTo(Source.RULE);
        assertThat(list.get(0).reason()).isEqualTo("pinned; rule p1");
        assertThat(list.get(1).source()).isEqualTo(Source.MODEL);
        assertThat(list.get(1).rules()).containsExactly("p2");
    }

    @Test
    void aPinBeyondTheEndOfAShortListStandsAtItsEnd() {
        List<Candidate> list =
                pipeline(Rules.pin("p", "new", 3))
                        .rank(anybody(), List.of(() -> candidates("a")))
                        .items();

        assertThat(list).extracting(Candidate::itemId).containsExactly("a", "new");
    }

    @Test
    void whatTheFiltersTookIsCounted() {
        RankedList list =
                pipeline(Rules.item("h", RuleKind.HIDE, "b"))
                        .rank(
                                RankingRequest.of(List.of("a")),
                                List.of(() -> candidates("a", "b", "c", "c")));

        assertThat(list.removed())
                .isEqualTo(Map.of(Filter.SEEN, 1, Filter.HIDDEN, 1, Filter.REPEATED, 1));
        assertThat(Filter.NOT_ALLOWED.label()).isEqualTo("not-allowed");
    }

    private static RankingPipeline pipeline(Rule... rules) {
        return new RankingPipeline(
                new RankingSettings(3, true, true, 2, 0),
                ItemLookup.NOTHING,
                new RuleBook(List.of(rules)),
                ItemVectors.NONE);
    }

    private static RankingRequest anybody() {
        return RankingRequest.of(List.of());
    }

    private static List<String> ranked(List<String> session, RankingSettings settings) {
        return RankingPipeline.rank(candidates("a", "b", "c", "d"), session, settings).stream()
                .map(Candidate::itemId)
                .toList();
    }

    private static List<Candidate> candidates(String... ids) {
        return Stream.of(ids).map(id -> new Candidate(id, 1f, Source.MODEL, null)).toList();
    }
}
