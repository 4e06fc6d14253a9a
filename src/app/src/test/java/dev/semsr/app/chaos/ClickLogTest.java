package dev.semsr.app.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ClickLogTest {

    private final ClickLog log = new ClickLog();

    @Test
    void aMomentIsAnsweredWhenEveryClickBeforeItIs() {
        String first = log.send(10);
        String second = log.send(20);
        log.answer(second, 25);
        assertThat(log.isAnsweredUntil(15)).isFalse();
        assertThat(log.isAnsweredUntil(5)).isTrue();

        log.answer(first, 30);
        assertThat(log.isAnsweredUntil(100)).isTrue();
    }

    @Test
    void aRepeatedAnswerAndOneToNoClickChangeNothing() {
        String event = log.send(10);
        log.answer(event, 15);
        log.answer(event, 99);
        log.answer("stranger", 99);
        log.answer("e7", 99);

        assertThat(log.answered()).isEqualTo(1);
        assertThat(log.latencies(0, 100)).containsExactly(5);
    }

    @Test
    void theLongestSilenceEndsWithTheFirstAnswerAfterIt() {
        for (int i = 0; i < 100_000; i++) { // beyond the first capacity
            log.answer(log.send(i), i < 500 || i >= 900 ? i + 1 : 2_000_000);
        }
        assertThat(log.endOfLongestSilence(400, 1_000)).isEqualTo(901);
    }
}
