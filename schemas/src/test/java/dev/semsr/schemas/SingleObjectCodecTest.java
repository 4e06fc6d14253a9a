package dev.semsr.schemas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.avro.SchemaParseException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SingleObjectCodecTest {

    @TempDir private Path folder;

    private final SingleObjectCodec<Click> codec = SingleObjectCodec.of(Click.class);

    @Test
    void aRecordComesBackAsItWasWritten() throws Exception {
        assertThat(codec.decode(codec.encode(Clicks.click()))).isEqualTo(Clicks.click());
    }

    @Test
    void theHeaderIsTheOneOfTheAvroSpecification() {
        byte[] bytes = codec.encode(Clicks.click());

        assertThat(bytes).startsWith(0xC3, 0x01).hasSizeGreaterThan(10);
    }

    @Test
    void aClickOfAnOlderWriterGetsTheDefaults() throws Exception {
        byte[] bytes = writtenWith("click-older.avsc", "VIEW");

        Click click = SingleObjectCodec.of(Click.class, folder).decode(bytes);

        assertThat(click.getItemId()).isEqualTo("i1");
        assertThat(click.getAction()).isEqualTo(Action.VIEW);
        assertThat(click.getConsent()).isTrue();
        assertThat(click.getContext()).isEmpty();
    }

    @Test
    void aClickOfANewerWriterLosesWhatThisReaderDoesNotKnow() throws Exception {
        byte[] bytes = writtenWith("click-newer.avsc", "WISH");

        Click click = SingleObjectCodec.of(Click.class, folder).decode(bytes);

        assertThat(click.getItemId()).isEqualTo("i1");
        assertThat(click.getEventTime().toEpochMilli()).isEqualTo(1_700_000_000_000L);
        assertThat(click.getAction()).isEqualTo(Action.UNKNOWN);
    }

    @Test
    void anUnknownWriterIsNamedByItsFingerprint() throws Exception {
        byte[] bytes = writtenWith("click-newer.avsc", "VIEW");

        assertThatThrownBy(() -> codec.decode(bytes))
                .isInstanceOf(UndecodableRecordException.class)
                .hasMessageMatching(
                        "Written with a schema of unknown fingerprint [0-9a-f]{16}\\. Put the"
                                + " writer's schema of Click \\(\\.avsc\\) into the schema folder.*");
    }

    @Test
    void aWriterThatDoesNotFitIsExplainedFieldByField() throws Exception {
        byte[] bytes = writtenWith("click-unreadable.avsc", "VIEW");

        assertThatThrownBy(() -> SingleObjectCodec.of(Click.class, folder).decode(bytes))
                .isInstanceOf(UndecodableRecordException.class)
                .hasMessageContainingAll(
                        "cannot be read as Click",
                        "field 'item_id' has no default and the writer does not have it",
                        "field 'consent' is boolean here and string in the writer's schema");
    }

    @Test
    void bytesWithoutHeaderAreSaidToBeNoAvro() {
        byte[] json = "{\"item_id\":1}".getBytes(StandardCharsets.UTF_8);

        assertThatThrownBy(() -> codec.decode(json))
                .isInstanceOf(UndecodableRecordException.class)
                .hasMessageContainingAll("Not Avro single-object encoding", "'7b226974'");
        assertThatThrownBy(() -> codec.decode(new byte[0]))
                .isInstanceOf(UndecodableRecordException.class)
                .hasMessageContaining("0 bytes");
    }

    @Test
    void everyTruncationIsRefused() {
        byte[] bytes = codec.encode(Clicks.click());

        for (int length = 0; length < bytes.length; length++) {
            byte[] part = Arrays.copyOf(bytes, length);
            assertThatThrownBy(() -> codec.decode(part))
                    .as("%d of %d bytes", length, bytes.length)
                    .isInstanceOf(UndecodableRecordException.class);
        }
    }

    @Test
    void truncationNamesTheByte() {
        byte[] bytes = codec.encode(Clicks.click());

        assertThatThrownBy(() -> codec.decode(Arrays.copyOf(bytes, 12)))
                .hasMessageContaining("Damaged or truncated Click")
                .hasMessageContaining("of 12");
    }

    @Test
    void aLengthBeyondTheEndIsRefusedBeforeMemoryIsTakenForIt() {
        byte[] bytes = codec.encode(Clicks.click());
        byte[] lengthOf1500MB = {(byte) 0x80, (byte) 0xBC, (byte) 0xC1, (byte) 0x96, 0x0B};
        System.arraycopy(lengthOf1500MB, 0, bytes, 10, lengthOf1500MB.length);

        assertThatThrownBy(() -> codec.decode(bytes))
                .isInstanceOf(UndecodableRecordException.class)
                .hasMessageContaining("1500000000");
    }

    @Test
    void bytesAfterTheRecordAreRefused() {
        byte[] bytes = codec.encode(Clicks.click());

        assertThatThrownBy(() -> codec.decode(Arrays.copyOf(bytes, bytes.length + 3)))
                .isInstanceOf(UndecodableRecordException.class)
                .hasMessageContaining("3 bytes follow the end of the Click");
    }

    @Test
    void damagedBytesNeverSetOffAnythingElse() {
        Random random = new Random(7);
        byte[] whole = codec.encode(Clicks.click());

        for (int run = 0; run < 20_000; run++) {
            byte[] damaged = whole.clone();
            for (int hit = 0; hit <= run % 4; hit++) {
                damaged[10 + random.nextInt(damaged.length - 10)] = (byte) random.nextInt();
            }
            decodeOrRefuse(damaged);
        }
    }

    @Test
    void aSchemaFileThatIsNoneIsNamed() throws Exception {
        Files.writeString(folder.resolve("broken.avsc"), "{\"type\":\"record\"");

        assertThatThrownBy(() -> SingleObjectCodec.of(Click.class, folder))
                .isInstanceOf(SchemaParseException.class)
                .hasMessageContainingAll("broken.avsc", "no complete Avro schema");
    }

    @Test
    void manyThreadsShareOneCodec() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            List<Future<Boolean>> results = new ArrayList<>();
            for (int thread = 0; thread < 4; thread++) {
                Click click = Clicks.click();
                click.setSessionId("s" + thread);
                click.setContext(Map.of("thread", "x".repeat(thread * 100)));
                results.add(threads.submit(() -> staysItself(click)));
            }
            for (Future<Boolean> result : results) {
                assertThat(result.get()).isTrue();
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private boolean staysItself(Click click) throws UndecodableRecordException {
        for (int i = 0; i < 2_000; i++) {
            if (!codec.decode(codec.encode(click)).equals(click)) {
                return false;
            }
        }
        return true;
    }

    private void decodeOrRefuse(byte[] bytes) {
        try {
            assertThat(codec.decode(bytes)).isNotNull();
        } catch (UndecodableRecordException refused) {
            assertThat(refused).hasMessageMatching("(?s)Damaged or truncated.*|.*follow the end.*");
        }
    }

    /** Puts the writer's schema into the folder and writes a click with it. */
    private byte[] writtenWith(String schema, String action) throws IOException {
        var writer = Clicks.schema(schema);
        Files.writeString(folder.resolve(schema), writer.toString());
        return Clicks.written(Clicks.record(writer, action));
    }
}
