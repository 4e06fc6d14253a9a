package dev.semsr.jobs.intake;

import static org.assertj.core.api.Assertions.assertThat;

import dev.semsr.core.session.ClickLimits;
import dev.semsr.core.session.InvalidClickException;
import dev.semsr.jobs.deadletter.DeadLetter;
import dev.semsr.jobs.deadletter.DeadLetterFactory;
import dev.semsr.jobs.deadletter.DeadLetterHeaders;
import dev.semsr.jobs.testing.Records;
import dev.semsr.schemas.Click;
import dev.semsr.schemas.UndecodableRecordException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecordBuilder;
import org.apache.avro.message.BinaryMessageEncoder;
import org.apache.flink.streaming.api.operators.ProcessOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClickDecoderTest {

    /** A click of a later release, with a field that this one does not know. */
    private static final Schema LATER =
            SchemaBuilder.record("Click")
                    .namespace("dev.semsr.schemas")
                    .fields()
                    .requiredString("event_id")
                    .requiredString("session_id")
                    .requiredString("item_id")
                    .name("event_time")
                    .type(Click.getClassSchema().getField("event_time").schema())
                    .noDefault()
                    .optionalString("mood")
                    .endRecord();

    @TempDir private Path folder;

    @Test
    void aClickPassesAsItIs() throws Exception {
        Click click = Records.click("e1", "s1", "i1");

        assertThat(decode(Records.bytes(click)).clicks()).containsExactly(click);
    }

    @Test
    void bytesThatAreNotAvroAreDeadLetters() throws Exception {
        assertUndecodable("{\"event_id\": 1}".getBytes(StandardCharsets.UTF_8));
        assertUndecodable(new byte[0]);
        assertUndecodable(new byte[] {(byte) 0xC3});
    }

    @Test
    void aTruncatedClickIsADeadLetter() throws Exception {
        byte[] bytes = Records.bytes(Records.click("e1", "s1", "i1"));

        assertUndecodable(Arrays.copyOf(bytes, bytes.length - 3));
    }

    @Test
    void aClickThatClaimsAGigabyteIsADeadLetter() throws Exception {
        byte[] bytes = Records.bytes(Records.click("e1", "s1", "i1"));
        byte[] hugeString = {(byte) 0x80, (byte) 0xBC, (byte) 0xC1, (byte) 0x96, 0x0B};
        System.arraycopy(hugeString, 0, bytes, 10, hugeString.length);

        assertUndecodable(bytes);
    }

    @Test
    void aRecordWithoutValueIsADeadLetter() throws Exception {
        Decoded decoded = decode((byte[]) null);

        assertThat(decoded.clicks()).isEmpty();
        assertThat(header(decoded, DeadLetterHeaders.STAGE)).isEqualTo("decode");
        assertThat(header(decoded, DeadLetterHeaders.EXCEPTION_MESSAGE)).contains("no value");
    }

    @Test
    void aWriterSchemaThatIsNotKnownIsADeadLetter() throws Exception {
        assertUndecodable(later());
    }

    @Test
    void aWriterSchemaFromTheFolderIsResolved() throws Exception {
        Files.writeString(folder.resolve("click-later.avsc"), LATER.toString());

        Decoded decoded = decode(new WriterSchemas(folder.toString(), null), later());

        assertThat(decoded.clicks()).extracting(Click::getItemId).containsExactly("i1");
        assertThat(decoded.deadLetters()).isEmpty();
    }

    @Test
    void aClickThatBreaksTheContractIsADeadLetterThatSaysHow() throws Exception {
        Decoded decoded =
                decode(
                        Records.bytes(Records.click("e1", "s1", "")),
                        Records.bytes(Records.click("e1", "s1", "i1", Instant.EPOCH)));

        assertThat(decoded.clicks()).isEmpty();
        assertThat(decoded.deadLetters()).hasSize(2);
        assertThat(header(decoded, DeadLetterHeaders.STAGE)).isEqualTo("validate");
        assertThat(header(decoded, DeadLetterHeaders.EXCEPTION_CLASS))
                .isEqualTo(InvalidClickException.class.getName());
        assertThat(header(decoded, DeadLetterHeaders.EXCEPTION_MESSAGE)).contains("item_id");
    }

    @Test
    void aGoodClickAfterABadRecordPasses() throws Exception {
        Click click = Records.click("e1", "s1", "i1");

        assertThat(decode(new byte[] {1}, Records.bytes(click)).clicks()).containsExactly(click);
    }

    private void assertUndecodable(byte[] bytes) throws Exception {
        Decoded decoded = decode(bytes);
        assertThat(decoded.clicks()).isEmpty();
        assertThat(decoded.deadLetters()).hasSize(1);
        assertThat(decoded.deadLetters().get(0).value()).isEqualTo(bytes);
        assertThat(header(decoded, DeadLetterHeaders.STAGE)).isEqualTo("decode");
        assertThat(header(decoded, DeadLetterHeaders.EXCEPTION_CLASS))
                .isEqualTo(UndecodableRecordException.class.getName());
    }

    private static Decoded decode(byte[]... values) throws Exception {
        return decode(WriterSchemas.RELEASED, values);
    }

    private static Decoded decode(WriterSchemas writers, byte[]... values) throws Exception {
        ClickDecoder decoder =
                new ClickDecoder(ClickLimits.DEFAULT, new DeadLetterFactory(100_000), writers);
        try (var harness =
                new OneInputStreamOperatorTestHarness<>(new ProcessOperator<>(decoder))) {
            harness.open();
            for (int i = 0; i < values.length; i++) {
                harness.processElement(new StreamRecord<>(Records.record(i, values[i])));
            }
            var deadLetters = harness.getSideOutput(ClickDecoder.DEAD_LETTERS);
            return new Decoded(
                    harness.extractOutputValues(),
                    deadLetters == null
                            ? List.of()
                            : deadLetters.stream().map(StreamRecord::getValue).toList());
        }
    }

    private static String header(Decoded decoded, String name) {
        return decoded.deadLetters().get(0).headers().stream()
                .filter(header -> header.name().equals(name))
                .map(header -> new String(header.value(), StandardCharsets.UTF_8))
                .findFirst()
                .orElseThrow();
    }

    private static byte[] later() throws Exception {
        return new BinaryMessageEncoder<>(GenericData.get(), LATER)
                .encode(
                        new GenericRecordBuilder(LATER)
                                .set("event_id", "e1")
                                .set("session_id", "s1")
                                .set("item_id", "i1")
                                .set("event_time", Instant.now().toEpochMilli())
                                .set("mood", "fine")
                                .build())
                .array();
    }

    private record Decoded(List<Click> clicks, List<DeadLetter> deadLetters) {}
}
