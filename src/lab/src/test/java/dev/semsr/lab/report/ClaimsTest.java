package dev.semsr.lab.report;

import static dev.semsr.lab.report.Stored.comparison;
import static dev.semsr.lab.report.Stored.run;
import static org.assertj.core.api.Assertions.assertThat;

import dev.semsr.lab.experiment.Comparison;
import dev.semsr.lab.experiment.RunResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ClaimsTest {

    private static final String BASE = "base/niser";
    private static final String FUSED = "semsr-f/niser";

    private final List<RunResult> runs = new ArrayList<>();
    private final List<Comparison> comparisons = new ArrayList<>();

    @Test
    void aGainHeldIfItsWholeIntervalIsAboveZero() {
        comparisons.add(comparison(FUSED, BASE, "Recall@100", 0.01, 0.03));

        assertThat(judged("Text finds"))
                .isEqualTo(new Judgement(Verdict.HELD, "+10.0 %, [+1.00, +3.00]"));
    }

    @Test
    void aGainWithZeroInItsIntervalIsNotClear() {
        comparisons.add(comparison(FUSED, BASE, "Recall@100", -0.01, 0.03));

        assertThat(judged("Text finds").verdict()).isEqualTo(Verdict.UNCLEAR);
    }

    @Test
    void aLossDidNotHold() {
        comparisons.add(comparison(FUSED, BASE, "Recall@100", -0.03, -0.01));

        assertThat(judged("Text finds").verdict()).isEqualTo(Verdict.NOT_HELD);
    }

    @Test
    void whatWasNotComparedIsNotMeasured() {
        assertThat(judged("Text finds")).isEqualTo(Judgement.notMeasured());
        assertThat(judged("Behaviour ranks")).isEqualTo(Judgement.notMeasured());
        assertThat(judged("The gain of SemSR-F")).isEqualTo(Judgement.notMeasured());
        assertThat(judged("Re-ranking")).isEqualTo(Judgement.notMeasured());
    }

    @Test
    void aClaimOfTwoMetricsIsAsGoodAsTheWorse() {
        comparisons.add(comparison(FUSED, BASE, "Recall@20", 0.01, 0.03));
        assertThat(judged("SemSR-F over").verdict()).isEqualTo(Verdict.NOT_MEASURED);

        comparisons.add(comparison(FUSED, BASE, "MRR@20", -0.01, 0.03));
        assertThat(judged("SemSR-F over").verdict()).isEqualTo(Verdict.UNCLEAR);
        assertThat(judged("SemSR-F over").evidence())
                .isEqualTo("Recall@20 +10.0 %, [+1.00, +3.00]; MRR@20 +10.0 %, [-1.00, +3.00]");
    }

    @Test
    void theGainGrowsOnlyIfEachIsLargerThanTheOneBefore() {
        runs.add(run(BASE, 0.1, 0.2, 0.3));
        runs.add(run(FUSED, 0.11, 0.24, 0.39));
        assertThat(judged("The gain of SemSR-F"))
                .isEqualTo(new Judgement(Verdict.HELD, "+10.0 %, +20.0 %, +30.0 %"));

        runs.set(1, run(FUSED, 0.11, 0.24, 0.33));
        assertThat(judged("The gain of SemSR-F").verdict()).isEqualTo(Verdict.NOT_HELD);
    }

    @Test
    void behaviourRanksIfItIsAboveTextAlone() {
        runs.add(run(BASE, 0.3));
        assertThat(judged("Behaviour ranks"))
                .isEqualTo(new Judgement(Verdict.HELD, "15.00 against 5.00"));

        runs.set(0, run(BASE, 0.05));
        assertThat(judged("Behaviour ranks").verdict()).isEqualTo(Verdict.NOT_HELD);
    }

    private Judgement judged(String start) {
        Map<String, Judgement> all = new Claims(Stored.result(runs, comparisons), "niser").all();
        return all.entrySet().stream()
                .filter(claim -> claim.getKey().startsWith(start))
                .findFirst()
                .orElseThrow()
                .getValue();
    }
}
