package dev.semsr.core.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RollbackRuleTest {

    private final RollbackRule rule = new RollbackRule(0.02, 0.99, 100);

    @Test
    void aVersionThatFindsNothingIsWorse() {
        assertThat(rule.judge(new HitCount(200, 1), new HitCount(200, 50)).isWorse()).isTrue();
    }

    @Test
    void nothingIsDecidedBelowTheLeastNumberOfClicks() {
        assertThat(rule.judge(new HitCount(99, 0), new HitCount(5000, 2500)).isWorse()).isFalse();
        assertThat(rule.judge(new HitCount(5000, 0), new HitCount(99, 50)).isWorse()).isFalse();
        assertThat(rule.judge(HitCount.NONE, HitCount.NONE).isWorse()).isFalse();
    }

    @Test
    void aVersionThatIsBetterOrOnlyALittleWorseStays() {
        assertThat(rule.judge(new HitCount(100_000, 30_000), new HitCount(100_000, 20_000)))
                .extracting(RollbackRule.Verdict::isWorse, RollbackRule.Verdict::chance)
                .containsExactly(false, 1.0);
        assertThat(
                        rule.judge(new HitCount(100_000, 18_500), new HitCount(100_000, 20_000))
                                .isWorse())
                .isFalse();
    }

    @Test
    void theChanceIsThatOfTheFormula() {
        RollbackRule.Verdict verdict =
                new RollbackRule(0, 0.95, 1).judge(new HitCount(98, 9), new HitCount(98, 29));

        double worse = (0.1 * 0.9 + 0.3 * 0.7) / 98;
        double deficit = 20.0 / 98;
        double ratio =
                Math.sqrt(worse / (worse + 0.0025))
                        * Math.exp(0.0025 * deficit * deficit / (2 * worse * (worse + 0.0025)));
        assertThat(verdict.chance()).isCloseTo(1 / ratio, within(1e-12));
    }

    /** Asked after every click, as the job does: the plain test would stop a third of these. */
    @Test
    void aVersionThatIsNoWorseIsHardlyEverStoppedHoweverOftenItIsAsked() {
        RollbackRule asked = new RollbackRule(0, 0.95, 50);
        int stopped = 0;
        for (int run = 0; run < 400; run++) {
            stopped += stopsWithin(asked, 0.2, 0.2, 3000, run) > 0 ? 1 : 0;
        }

        assertThat(stopped).isLessThanOrEqualTo(400 * 5 / 100);
    }

    @ParameterizedTest
    @CsvSource({"0.00, 0.25, 300", "0.10, 0.20, 2000"})
    void aVersionThatIsWorseIsStoppedSoon(double candidate, double control, int clicks) {
        for (int run = 0; run < 50; run++) {
            assertThat(stopsWithin(rule, candidate, control, clicks, run)).isPositive();
        }
    }

    @Test
    void rangesAreChecked() {
        assertThatThrownBy(() -> new RollbackRule(-0.1, 0.99, 100))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new RollbackRule(0, 1, 100))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new RollbackRule(0, 0.99, 0))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new HitCount(1, 2)).isInstanceOf(IllegalArgumentException.class);
    }

    /** Clicks of each version until the rule stops the candidate; 0 if it does not. */
    private static int stopsWithin(
            RollbackRule rule, double candidateRate, double controlRate, int clicks, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        HitCount candidate = HitCount.NONE;
        HitCount control = HitCount.NONE;
        for (int click = 1; click <= clicks; click++) {
            candidate = candidate.plus(random.nextDouble() < candidateRate);
            control = control.plus(random.nextDouble() < controlRate);
            if (rule.judge(candidate, control).isWorse()) {
                return click;
            }
        }
        return 0;
    }
}
