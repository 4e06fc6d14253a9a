package dev.semsr.lab.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import dev.semsr.core.scoring.ScoredItem;
import dev.semsr.lab.fixture.HandMade;
import dev.semsr.lab.fixture.ScriptedScorer;
import dev.semsr.lab.json.LabJson;
import dev.semsr.lab.progress.ProgressListener;
import dev.semsr.lab.protocol.GlobalTimeSplit;
import dev.semsr.lab.protocol.Split;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class EvaluationTest {

    /** Cases: u1 [a b] > c, u2 [b a] > x (unseen), u3 [x] > a. */
    private static final Split SPLIT =
            new GlobalTimeSplit(0.5, 0.5, 1e-9)
                    .split(HandMade.clicks("u1:a u1:b u2:b u2:a u4:c u1:c u2:x u3:x u3:a u5:d"));

    private static final Set<String> ITEMS = Set.copyOf(SPLIT.itemIds());

    private final EvaluationSettings settings = new EvaluationSettings(List.of(1, 3), 2, false);

    @Test
    void metricsAgreeWithHandComputedOnes() {
        ScriptedScorer scorer =
                new ScriptedScorer(ITEMS, session -> ScriptedScorer.ranked("a", "b", "c", "x"));

        EvaluationResult result =
                new Evaluation(settings).run(scorer, SPLIT, ProgressListener.silent());

        // ranks: c 3, x beyond the list, a 1
        assertThat(result.all().cases()).isEqualTo(3);
        assertThat(result.all().at(1).recall()).isCloseTo(1 / 3.0, within(1e-12));
        assertThat(result.all().at(3).recall()).isCloseTo(2 / 3.0, within(1e-12));
        assertThat(result.all().at(3).mrr()).isCloseTo(4 / 9.0, within(1e-12));
        assertThat(result.seen().cases()).isEqualTo(2);
        assertThat(result.seen().at(3).recall()).isEqualTo(1);
        assertThat(result.unseen().cases()).isEqualTo(1);
        assertThat(result.unseen().at(3).recall()).isZero();
        assertThat(result.chance(3)).isCloseTo(3 / 5.0, within(1e-12));
        assertThat(scorer.batches).containsExactly(2, 1);
    }

    @Test
    void itemsOfThePrefixAreLeftOutOnRequestAndTheListIsStillFull() {
        ScriptedScorer scorer =
                new ScriptedScorer(ITEMS, session -> ScriptedScorer.ranked("a", "b", "c", "x"));

        EvaluationResult result =
                new Evaluation(settings.withFilterSeen(true))
                        .run(scorer, SPLIT, ProgressListener.silent());

        // [a b] > c: c x, rank 1; [b a] > x: c x, rank 2; [x] > a: a b c, rank 1
        assertThat(result.all().at(1).recall()).isCloseTo(2 / 3.0, within(1e-12));
        assertThat(result.all().at(3).recall()).isEqualTo(1);
    }

    @Test
    void aScorerThatSaysTheSameOfAllIsRankedLast() {
        ScriptedScorer scorer =
                new ScriptedScorer(
                        ITEMS,
                        session ->
                                List.of("a", "c", "x").stream()
                                        .map(id -> new ScoredItem(id, 1, Float.NaN))
                                        .toList());

        EvaluationResult result =
                new Evaluation(settings).run(scorer, SPLIT, ProgressListener.silent());

        assertThat(result.all().at(3).mrr()).isCloseTo(1 / 3.0, within(1e-12));
        assertThat(result.all().at(1).recall()).isZero();
    }

    @Test
    void casesWithoutAnAnswerAreMissesAndCounted() {
        ScriptedScorer scorer =
                new ScriptedScorer(
                        ITEMS,
                        session ->
                                session.contains("x")
                                        ? List.of()
                                        : ScriptedScorer.ranked("c", "x"));

        EvaluationResult result =
                new Evaluation(settings).run(scorer, SPLIT, ProgressListener.silent());

        assertThat(result.unanswered()).isEqualTo(1);
        assertThat(result.all().cases()).isEqualTo(3);
        assertThat(result.all().at(1).recall()).isCloseTo(1 / 3.0, within(1e-12));
    }

    @Test
    void theResultReadsAsTextAndAsJson() throws Exception {
        ScriptedScorer scorer = new ScriptedScorer(ITEMS, session -> ScriptedScorer.ranked("a"));

        EvaluationResult result =
                new Evaluation(settings).run(scorer, SPLIT, ProgressListener.silent());

        assertThat(result.toText())
                .contains("scripted@1 (scripted), 5 items")
                .contains("target unseen before the cut")
                .contains("@3    Recall 0.3333 (chance 0.6000)");
        JsonNode json = LabJson.compact().readTree(result.toJson());
        assertThat(json.at("/all/cases").asInt()).isEqualTo(3);
        assertThat(json.at("/all/at/1/cutoff").asInt()).isEqualTo(3);
        assertThat(LabJson.compact().treeToValue(json, EvaluationResult.class)).isEqualTo(result);
    }

    @Test
    void nonsenseIsRefused() {
        assertThatThrownBy(() -> new EvaluationSettings(List.of(), 1, false))
                .hasMessageContaining("1 or more");
    }
}
