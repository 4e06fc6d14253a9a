package dev.semsr.jobs.deadletter;

import static org.assertj.core.api.Assertions.assertThat;

import dev.semsr.jobs.deadletter.DeadLetterFactory.Stage;
import dev.semsr.jobs.record.RawRecord;
import dev.semsr.jobs.record.RecordHeader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class DeadLetterFactoryTest {

    private final Exception failure = new IllegalStateException("what is wrong");

    private final DeadLetterFactory factory = new DeadLetterFactory(1_000);

    @Test
    void theOriginalIsKeptByteForByte() {
        byte[] key = {1, 2};
        byte[] value = {3, 4, 5};
        DeadLetter letter =
                factory.of(
                        record(key, value, RecordHeader.of("trace", "t1")), Stage.DECODE, failure);

        assertThat(letter.key()).isEqualTo(key);
        assertThat(letter.value()).isEqualTo(value);
        assertThat(text(letter, "trace")).isEqualTo("t1");
    }

    @Test
    void theHeadersSayWhereAndWhy() {
        DeadLetter letter = factory.of(record(null, new byte[1]), Stage.VALIDATE, failure);

        assertThat(text(letter, "__connect.errors.topic")).isEqualTo("clicks");
        assertThat(text(letter, "__connect.errors.partition")).isEqualTo("3");
        assertThat(text(letter, "__connect.errors.offset")).isEqualTo("42");
        assertThat(text(letter, "__connect.errors.stage")).isEqualTo("validate");
        assertThat(text(letter, "__connect.errors.exception.class.name"))
                .isEqualTo("java.lang.IllegalStateException");
        assertThat(text(letter, "__connect.errors.exception.message")).isEqualTo("what is wrong");
        assertThat(names(letter)).doesNotContain(DeadLetterHeaders.ORIGINAL_SIZE);
    }

    @Test
    void nothingStaysNothing() {
        DeadLetter letter = factory.of(record(null, null), Stage.DECODE, failure);

        assertThat(letter.key()).isNull();
        assertThat(letter.value()).isNull();
    }

    @Test
    void aCutLetterStillSaysWhichLettersItWasPutBackFrom() {
        RecordHeader[] headers = new RecordHeader[6];
        for (int i = 0; i < 5; i++) {
            headers[i] = RecordHeader.of(DeadLetterHeaders.REPLAYED_FROM, "dead-letters-0@" + i);
        }
        headers[5] = RecordHeader.of(DeadLetterHeaders.REPLAYED_FROM, "x".repeat(10_000));

        DeadLetter letter =
                factory.of(record(null, new byte[5_000], headers), Stage.DECODE, failure);

        assertThat(letter.headers())
                .filteredOn(header -> header.name().equals(DeadLetterHeaders.REPLAYED_FROM))
                .extracting(header -> new String(header.value(), StandardCharsets.UTF_8))
                .as("the newest, none that is too long")
                .containsExactly("dead-letters-0@2", "dead-letters-0@3", "dead-letters-0@4");
    }

    @Test
    void aValueThatIsTooLargeIsCutAndItsSizeTold() {
        DeadLetter letter =
                factory.of(record(new byte[100], new byte[5_000]), Stage.DECODE, failure);

        assertThat(letter.key()).hasSize(100);
        assertThat(letter.value()).hasSize(900);
        assertThat(text(letter, DeadLetterHeaders.ORIGINAL_SIZE)).isEqualTo("5100");
    }

    @Test
    void aKeyThatIsTooLargeIsCutToo() {
        DeadLetter letter =
                factory.of(record(new byte[5_000], new byte[5_000]), Stage.DECODE, failure);

        assertThat(letter.key()).hasSize(500);
        assertThat(letter.value()).hasSize(500);
    }

    @Test
    void headersThatAreTooLargeAreLeftOut() {
        RecordHeader large = new RecordHeader("large", new byte[5_000]);
        DeadLetter letter = factory.of(record(null, new byte[10], large), Stage.DECODE, failure);

        assertThat(names(letter)).doesNotContain("large");
        assertThat(letter.value()).hasSize(10);
        assertThat(text(letter, DeadLetterHeaders.ORIGINAL_SIZE)).isEqualTo("5015");
    }

    @Test
    void aLongMessageIsCut() {
        Exception cause = new IllegalStateException("x".repeat(100_000));
        DeadLetter letter = factory.of(record(null, null), Stage.DECODE, cause);

        assertThat(text(letter, DeadLetterHeaders.EXCEPTION_MESSAGE)).hasSize(2_000);
    }

    private static RawRecord record(byte[] key, byte[] value, RecordHeader... headers) {
        return new RawRecord("clicks", 3, 42, key, value, List.of(headers));
    }

    private static List<String> names(DeadLetter letter) {
        return letter.headers().stream().map(RecordHeader::name).toList();
    }

    private static String text(DeadLetter letter, String name) {
        return letter.headers().stream()
                .filter(header -> header.name().equals(name))
                .map(header -> new String(header.value(), StandardCharsets.UTF_8))
                .findFirst()
                .orElseThrow();
    }
}
