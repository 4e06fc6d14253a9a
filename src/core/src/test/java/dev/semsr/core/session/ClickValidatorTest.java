package dev.semsr.core.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.semsr.core.session.InvalidClickException.Reason;
import dev.semsr.schemas.Action;
import dev.semsr.schemas.Click;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClickValidatorTest {

    private static final Instant NOW = Instant.parse("2026-06-01T12:00:00Z");

    private final ClickValidator validator = new ClickValidator(ClickLimits.DEFAULT);

    @Test
    void anOrdinaryClickIsValid() {
        assertThatCode(() -> validator.check(click().build(), NOW)).doesNotThrowAnyException();
    }

    @Test
    void emptyAndBlankIdsAreMissing() {
        assertThat(reasonOf(click().setEventId(""))).isEqualTo(Reason.MISSING_ID);
        assertThat(reasonOf(click().setSessionId(" "))).isEqualTo(Reason.MISSING_ID);
        assertThat(reasonOf(click().setItemId("\t"))).isEqualTo(Reason.MISSING_ID);
        assertThat(failureOf(click().setItemId("").build())).hasMessageContaining("item_id");
    }

    @Test
    void anIdThatIsNotSetIsMissing() {
        Click click = click().build();
        click.setSessionId(null);

        assertThat(failureOf(click).reason()).isEqualTo(Reason.MISSING_ID);
        assertThat(failureOf(click)).hasMessageContaining("session_id");
    }

    @Test
    void tooLongIdsAreRefusedWithTheirLength() {
        InvalidClickException failure = failureOf(click().setSessionId("x".repeat(257)).build());

        assertThat(failure.reason()).isEqualTo(Reason.LONG_ID);
        assertThat(failure).hasMessageContaining("257").hasMessageContaining("256");
        assertThatCode(() -> validator.check(click().setItemId("x".repeat(256)).build(), NOW))
                .doesNotThrowAnyException();
    }

    @Test
    void aTimeIn1970IsTooOld() {
        Instant seconds = Instant.ofEpochMilli(NOW.getEpochSecond());

        assertThat(reasonOf(click().setEventTime(Instant.EPOCH))).isEqualTo(Reason.TOO_OLD);
        assertThat(reasonOf(click().setEventTime(seconds))).isEqualTo(Reason.TOO_OLD);
    }

    @Test
    void aTimeIn2099LiesInTheFuture() {
        Instant then = Instant.parse("2099-01-01T00:00:00Z");

        assertThat(reasonOf(click().setEventTime(then))).isEqualTo(Reason.IN_FUTURE);
        assertThat(failureOf(click().setEventTime(then).build()))
                .hasMessageContaining("2099-01-01T00:00:00Z")
                .hasMessageContaining("PT8760H");
    }

    @Test
    void timesAtTheLimitsAreValid() {
        Instant oldest = NOW.minus(ClickLimits.DEFAULT.maxAge());
        Instant newest = NOW.plus(ClickLimits.DEFAULT.maxSkew());

        assertThatCode(() -> validator.check(click().setEventTime(oldest).build(), NOW))
                .doesNotThrowAnyException();
        assertThatCode(() -> validator.check(click().setEventTime(newest).build(), NOW))
                .doesNotThrowAnyException();
        assertThat(reasonOf(click().setEventTime(oldest.minusMillis(1)))).isEqualTo(Reason.TOO_OLD);
        assertThat(reasonOf(click().setEventTime(newest.plusMillis(1))))
                .isEqualTo(Reason.IN_FUTURE);
    }

    @Test
    void aTimeOfAClockThatRunsAheadIsValid() {
        Instant anotherZone = NOW.plusSeconds(14 * 3600);

        assertThatCode(() -> validator.check(click().setEventTime(anotherZone).build(), NOW))
                .doesNotThrowAnyException();
    }

    @Test
    void timesThatAreNoTimesAreRefusedWithoutOverflow() {
        Instant microseconds = Instant.ofEpochMilli(NOW.toEpochMilli() * 1000);

        assertThat(reasonOf(click().setEventTime(microseconds))).isEqualTo(Reason.IN_FUTURE);
        assertThat(reasonOf(click().setEventTime(Instant.ofEpochMilli(Long.MAX_VALUE))))
                .isEqualTo(Reason.IN_FUTURE);
        assertThat(reasonOf(click().setEventTime(Instant.ofEpochMilli(Long.MIN_VALUE))))
                .isEqualTo(Reason.TOO_OLD);
    }

    @ParameterizedTest(name = "{index}") // a NUL has no place in a report
    @ValueSource(
            strings = {
                "\uD83D\uDE00\uD83D\uDC68\u200D\uD83D\uDC69\u200D\uD83D\uDC67",
                "\u05E9\u05DC\u05D5\u05DD\u202E\u0645\u0631\u062D\u0628\u0627",
                "a\u0000b",
                "\u0000",
                "e\u0301\u0302\u0303",
                "\uFEFFid",
                "id with spaces",
                "'; DROP TABLE items; --",
                "\r\n\u001B[31m"
            })
    void unusualTextIsAnIdAsAnyOther(String id) {
        assertThatCode(
                        () ->
                                validator.check(
                                        click().setItemId(id)
                                                .setSessionId(id)
                                                .setEventId(id)
                                                .build(),
                                        NOW))
                .doesNotThrowAnyException();
    }

    @Test
    void idsThatCouldBeTakenForEachOtherAreRefused() {
        InvalidClickException failure = failureOf(click().setSessionId("s\uFFFD").build());

        assertThat(failure.reason()).isEqualTo(Reason.DAMAGED_ID);
        assertThat(failure).hasMessageContaining("session_id").hasMessageContaining("character 1");
        assertThat(reasonOf(click().setEventId("\uFFFD"))).isEqualTo(Reason.DAMAGED_ID);
    }

    @Test
    void aDamagedItemIdIsAnUnknownItem() {
        assertThatCode(() -> validator.check(click().setItemId("i\uFFFD").build(), NOW))
                .doesNotThrowAnyException();
    }

    @Test
    void anEraseNeedsNeitherItemNorTime() {
        Click.Builder erase =
                click().setAction(Action.ERASE).setItemId("").setEventTime(Instant.EPOCH);

        assertThatCode(() -> validator.check(erase.build(), NOW)).doesNotThrowAnyException();
        assertThat(reasonOf(erase.setSessionId(""))).isEqualTo(Reason.MISSING_ID);
    }

    private Reason reasonOf(Click.Builder click) {
        return failureOf(click.build()).reason();
    }

    private InvalidClickException failureOf(Click click) {
        return catchThrowableOfType(InvalidClickException.class, () -> validator.check(click, NOW));
    }

    private static Click.Builder click() {
        return Click.newBuilder()
                .setEventId("e1")
                .setSessionId("s1")
                .setItemId("i1")
                .setEventTime(NOW);
    }
}
