package dev.semsr.lab.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class PatientChatTest {

    private static final List<Turn> QUESTION = List.of(new Turn(Turn.Role.USER, "?"));

    private final List<Long> pauses = new ArrayList<>();
    private final AtomicLong now = new AtomicLong();

    private void pause(Duration duration) {
        pauses.add(duration.toMillis());
        now.addAndGet(duration.toNanos());
    }

    private PatientChat failing(CallFailure failure, double chance) {
        CallSettings settings =
                new CallSettings(
                        Duration.ofSeconds(1),
                        5,
                        Duration.ofSeconds(1),
                        Duration.ofSeconds(10),
                        1,
                        0);
        return new PatientChat(
                conversation -> {
                    throw failure;
                },
                settings,
                new Purse(SpendLimits.defaults(), 10),
                new RateGate(0, now::get, this::pause),
                this::pause,
                () -> chance);
    }

    @Test
    void pausesDoubleUpToTheLongest() {
        PatientChat chat = failing(CallFailure.status(500, null, ""), 0);

        assertThatThrownBy(() -> chat.reply(QUESTION)).isInstanceOf(CallFailure.class);
        assertThat(pauses).containsExactly(1000L, 2000L, 4000L, 8000L, 10000L);
        assertThat(chat.repetitions()).isEqualTo(5);
    }

    @Test
    void chanceTakesUpToHalfOfAPauseAway() {
        PatientChat chat = failing(CallFailure.status(500, null, ""), 1);

        assertThatThrownBy(() -> chat.reply(QUESTION)).isInstanceOf(CallFailure.class);
        assertThat(pauses).startsWith(500L, 1000L, 2000L);
    }

    @Test
    void noPauseIsShorterThanTheEndpointAsksFor() {
        PatientChat chat = failing(CallFailure.status(503, Duration.ofSeconds(7), ""), 0.5);

        assertThatThrownBy(() -> chat.reply(QUESTION)).isInstanceOf(CallFailure.class);
        assertThat(pauses).containsExactly(7000L, 7000L, 7000L, 7000L, 7500L);
    }

    @Test
    void aWrongQuestionIsNotRepeated() {
        PatientChat chat = failing(CallFailure.status(400, null, ""), 0);

        assertThatThrownBy(() -> chat.reply(QUESTION)).isInstanceOf(CallFailure.class);
        assertThat(pauses).isEmpty();
    }

    @Test
    void callsBeginNoFasterThanTheRateAllows() {
        RateGate gate = new RateGate(120, now::get, this::pause);
        gate.pass();
        gate.pass();
        gate.pass();

        assertThat(pauses).containsExactly(500L, 500L);
    }

    @Test
    void aClosedGateOpensAfterItsTime() {
        RateGate gate = new RateGate(0, now::get, this::pause);
        gate.close(Duration.ofSeconds(3));
        gate.pass();
        gate.pass();

        assertThat(pauses).containsExactly(3000L);
    }

    @Test
    void retryAfterIsSecondsOrADate() {
        Clock clock = Clock.fixed(Instant.parse("2026-01-01T00:00:00Z"), ZoneOffset.UTC);

        assertThat(RetryAfter.parse(" 20 ", clock)).contains(Duration.ofSeconds(20));
        assertThat(RetryAfter.parse("Thu, 01 Jan 2026 00:00:05 GMT", clock))
                .contains(Duration.ofSeconds(5));
        assertThat(RetryAfter.parse("Wed, 31 Dec 2025 00:00:00 GMT", clock))
                .contains(Duration.ZERO);
        assertThat(RetryAfter.parse("soon", clock)).isEmpty();
    }
}
