package dev.semsr.lab.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.semsr.lab.evaluation.PairedBootstrap.Interval;
import dev.semsr.lab.protocol.TestCase;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PairedBootstrapTest {

    @Test
    void aModelIsNotBetterThanItself() {
        List<Integer> ranks = random(400, 1);
        Interval interval =
                bootstrap(400, 1)
                        .compare(List.of(ranks), List.of(ranks), PairedBootstrap.recall(20));
        assertThat(interval.difference()).isZero();
        assertThat(interval.low()).isZero();
        assertThat(interval.high()).isZero();
        assertThat(interval.isClear()).isFalse();
    }

    @Test
    void theDifferenceIsThatOfTheMeans() {
        Interval interval =
                bootstrap(4, 1)
                        .compare(
                                List.of(List.of(1, 2, 0, 30)),
                                List.of(List.of(2, 0, 0, 10)),
                                PairedBootstrap.mrr(20));
        // (1 + 1/2) / 4 against (1/2 + 1/10) / 4
        assertThat(interval.difference()).isCloseTo(0.375 - 0.15, within(1e-12));
        assertThat(interval.relative()).isCloseTo(1.5, within(1e-12));
    }

    @Test
    void seedsOfAModelAreAveragedCaseByCase() {
        Interval interval =
                bootstrap(2, 1)
                        .compare(
                                List.of(List.of(1, 0), List.of(0, 0)),
                                List.of(List.of(0, 0)),
                                PairedBootstrap.recall(5));
        assertThat(interval.difference()).isCloseTo(0.25, within(1e-12));
    }

    @Test
    void theIntervalIsAboutTwoStandardErrorsWide() {
        int cases = 2000;
        Interval interval =
                bootstrap(cases, 1)
                        .compare(
                                List.of(random(cases, 1)),
                                List.of(Collections.nCopies(cases, 0)),
                                PairedBootstrap.recall(20));
        double p = interval.difference();
        double error = Math.sqrt(p * (1 - p) / cases);
        assertThat(interval.low()).isCloseTo(p - 1.96 * error, within(0.3 * error));
        assertThat(interval.high()).isCloseTo(p + 1.96 * error, within(0.3 * error));
        assertThat(interval.isClear()).isTrue();
    }

    @Test
    void casesOfOneSessionMoveTogetherAndMakeTheIntervalWider() {
        List<Integer> ranks = new ArrayList<>();
        random(100, 3).forEach(rank -> ranks.addAll(Collections.nCopies(10, rank)));
        List<List<Integer>> none = List.of(Collections.nCopies(1000, 0));
        Interval apart =
                bootstrap(1000, 1).compare(List.of(ranks), none, PairedBootstrap.recall(20));
        Interval together =
                bootstrap(1000, 10).compare(List.of(ranks), none, PairedBootstrap.recall(20));
        assertThat(together.high() - together.low())
                .isGreaterThan(2 * (apart.high() - apart.low()));
    }

    @Test
    void otherCasesAreRefused() {
        assertThatThrownBy(
                        () ->
                                bootstrap(3, 1)
                                        .compare(
                                                List.of(List.of(1, 2)),
                                                List.of(List.of(1, 2, 3)),
                                                PairedBootstrap.recall(20)))
                .hasMessageContaining("2 ranks do not fit 3 cases");
    }

    private static PairedBootstrap bootstrap(int cases, int ofSession) {
        List<TestCase> list = new ArrayList<>();
        for (int i = 0; i < cases; i++) {
            list.add(new TestCase("s" + i / ofSession, "e" + i, List.of("a"), "b", true));
        }
        return new PairedBootstrap(list, 5);
    }

    private static List<Integer> random(int count, long seed) {
        Random random = new Random(seed);
        List<Integer> ranks = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            ranks.add(random.nextInt(40));
        }
        return ranks;
    }
}
