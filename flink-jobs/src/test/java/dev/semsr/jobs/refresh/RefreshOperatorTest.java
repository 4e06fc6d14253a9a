package dev.semsr.jobs.refresh;

import static org.assertj.core.api.Assertions.assertThat;

import dev.semsr.core.encoding.TextHash;
import dev.semsr.jobs.deadletter.DeadLetter;
import dev.semsr.jobs.deadletter.DeadLetterHeaders;
import dev.semsr.jobs.encoding.EncodingSettings;
import dev.semsr.jobs.record.ItemVectorChange;
import dev.semsr.jobs.record.RecordHeader;
import dev.semsr.jobs.testing.Await;
import dev.semsr.jobs.testing.ScriptedEncoder;
import dev.semsr.schemas.ItemVector;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.runtime.tasks.mailbox.Mail;
import org.apache.flink.streaming.util.AbstractStreamOperatorTestHarness;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RefreshOperatorTest {

    private static final int MAX_PARALLELISM = 8;

    private ScriptedEncoder encoder = new ScriptedEncoder("letters");
    private int maxQueued = 100;
    private KeyedOneInputStreamOperatorTestHarness<String, ItemChange, ItemVectorChange> harness;

    @BeforeEach
    void open() throws Exception {
        harness = harness(1, 0);
        harness.open();
    }

    @AfterEach
    void close() throws Exception {
        encoder.release();
        harness.close();
    }

    @Test
    void anItemIsPublishedWhenItsTextIsEncoded() throws Exception {
        process(item("a", "red", 1.0));
        awaitPublished(1);

        ItemVector published = published().get(0).item();
        assertThat(published.getVector()).isEqualTo(ScriptedEncoder.vector("red"));
        assertThat(published.getTextEncoder()).isEqualTo("letters:title");
        assertThat(published.getTextHash()).isEqualTo(TextHash.of("red").hex());
        assertThat(published.getPrice()).isEqualTo(1.0);
        assertThat(measured().encodedItems()).isEqualTo(1);
    }

    @Test
    void anUnchangedTextIsNotEncodedAgain() throws Exception {
        process(item("a", "red", 1.0));
        awaitPublished(1);
        process(item("a", "red", 2.0));
        process(item("a", "red", 2.0));

        assertThat(published())
                .extracting(change -> change.item().getPrice())
                .containsExactly(1.0, 2.0);
        assertThat(encoder.texts()).containsExactly("red");
        assertThat(measured().cacheHits()).isEqualTo(2);
        assertThat(measured().unchangedItems()).isEqualTo(1);
    }

    @Test
    void attributesPassWhileTheEncoderIsAwayAndAreNotOverwrittenWhenItIsBack() throws Exception {
        process(item("a", "red", 1.0));
        awaitPublished(1);
        encoder.hold();
        process(item("a", "blue", 2.0));
        process(item("a", "blue", 3.0));

        assertThat(published())
                .extracting(change -> change.item().getPrice())
                .containsExactly(1.0, 2.0, 3.0);
        assertThat(published().get(2).item().getVector()).isEqualTo(ScriptedEncoder.vector("red"));

        encoder.release();
        awaitPublished(4);

        assertThat(published().get(3).item().getPrice()).isEqualTo(3.0);
        assertThat(published().get(3).item().getVector()).isEqualTo(ScriptedEncoder.vector("blue"));
    }

    @Test
    void aNewItemWaitsAndComesWithItsNewestAttributes() throws Exception {
        encoder.hold();
        process(item("a", "red", 1.0));
        process(item("a", "red", 2.0));

        assertThat(published()).isEmpty();
        assertThat(measured().waitingItems()).isEqualTo(1L);

        encoder.release();
        awaitPublished(1);

        assertThat(published().get(0).item().getPrice()).isEqualTo(2.0);
        assertThat(measured().waitingItems()).isEqualTo(0L);
    }

    @Test
    void anItemThatGoesWhileItsTextIsEncodedStaysAway() throws Exception {
        encoder.hold();
        process(item("a", "red", 1.0));
        process(gone("a"));
        encoder.release();
        awaitOutdated(1);

        assertThat(published()).containsExactly(new ItemVectorChange("a", null));
        assertThat(harness.numKeyedStateEntries()).isZero();
    }

    @Test
    void anItemThatIsListedAgainIsEncodedAgain() throws Exception {
        process(item("a", "red", 1.0));
        awaitPublished(1);
        process(gone("a"));
        process(item("a", "red", 4.0));
        awaitPublished(3);

        assertThat(published().get(1).item()).isNull();
        assertThat(published().get(2).item().getPrice()).isEqualTo(4.0);
    }

    @Test
    void theNewestOfSeveralTextsCounts() throws Exception {
        encoder.hold();
        process(item("a", "red", 1.0));
        Await.until(() -> encoder.texts().contains("red"));
        process(item("a", "green", 1.0));
        process(item("a", "blue", 1.0));
        encoder.release();
        awaitPublished(1);

        assertThat(published().get(0).item().getVector()).isEqualTo(ScriptedEncoder.vector("blue"));
        assertThat(encoder.texts()).containsExactly("red", "blue");
    }

    @Test
    void oldestWaitingSaysSinceWhen() throws Exception {
        harness.setProcessingTime(System.currentTimeMillis() - 60_000);
        encoder.hold();
        process(item("a", "red", 1.0));

        assertThat(measured().oldestMillis()).isBetween(60_000L, 90_000L);
    }

    @Test
    void aTextThatTheEncoderRefusesBecomesADeadLetter() throws Exception {
        ItemChange bad = item("a", "bad", 1.0);
        bad.setTopic("items");
        bad.setPartition(2);
        bad.setOffset(7);
        bad.setRecord(ByteBuffer.wrap("original".getBytes(StandardCharsets.UTF_8)));
        process(bad);
        Await.until(() -> drained() && measured().refusedTexts() == 1);

        DeadLetter letter =
                harness.getSideOutput(ItemDecoder.DEAD_LETTERS).iterator().next().getValue();
        assertThat(new String(letter.value(), StandardCharsets.UTF_8)).isEqualTo("original");
        assertThat(new String(letter.key(), StandardCharsets.UTF_8)).isEqualTo("a");
        assertThat(header(letter, DeadLetterHeaders.STAGE)).isEqualTo("encode");
        assertThat(header(letter, DeadLetterHeaders.OFFSET)).isEqualTo("7");
        assertThat(header(letter, DeadLetterHeaders.EXCEPTION_MESSAGE)).contains("no vector");
        assertThat(measured().waitingItems()).isEqualTo(0L);
    }

    @Test
    void whatWaitsIsEncodedAfterARestart() throws Exception {
        encoder.hold();
        process(item("a", "red", 1.0));
        process(item("b", "blue", 1.0));
        OperatorSubtaskState snapshot = harness.snapshot(1, 1);
        harness.close();
        encoder.release();
        encoder = new ScriptedEncoder("letters");
        restore(snapshot);
        awaitPublished(2);

        assertThat(published())
                .extracting(ItemVectorChange::itemId)
                .containsExactlyInAnyOrder("a", "b");
        assertThat(measured().waitingItems()).isEqualTo(0L);
    }

    @Test
    void whatWaitsIsEncodedByWhoeverOwnsItAfterARescaling() throws Exception {
        encoder.hold();
        for (String id : List.of("a", "b", "c", "d", "e", "f")) {
            process(item(id, "text of " + id, 1.0));
        }
        OperatorSubtaskState snapshot = harness.snapshot(1, 1);
        harness.close();
        encoder.release();
        encoder = new ScriptedEncoder("letters");
        int published = 0;
        for (int subtask = 0; subtask < 2; subtask++) {
            harness = harness(2, subtask);
            harness.initializeState(
                    AbstractStreamOperatorTestHarness.repartitionOperatorState(
                            snapshot, MAX_PARALLELISM, 1, 2, subtask));
            harness.open();
            Await.until(() -> drained() && measured().waitingItems() == 0);
            published += published().size();
            if (subtask == 0) {
                harness.close();
            }
        }

        assertThat(published).isEqualTo(6);
    }

    @Test
    void anotherEncoderEncodesEverythingAgain() throws Exception {
        process(item("a", "red", 1.0));
        process(item("b", "blue", 1.0));
        awaitPublished(2);
        OperatorSubtaskState snapshot = harness.snapshot(1, 1);
        harness.close();
        encoder = new ScriptedEncoder("other");
        restore(snapshot);
        awaitPublished(2);

        assertThat(published())
                .extracting(change -> change.item().getTextEncoder())
                .containsOnly("other:title");
        assertThat(encoder.texts()).containsExactlyInAnyOrder("red", "blue");
    }

    @Test
    void theSameEncoderEncodesNothingAgainAfterARestart() throws Exception {
        process(item("a", "red", 1.0));
        awaitPublished(1);
        OperatorSubtaskState snapshot = harness.snapshot(1, 1);
        harness.close();
        restore(snapshot);
        process(item("a", "red", 2.0));

        assertThat(published()).hasSize(1);
        assertThat(encoder.texts()).containsExactly("red");
    }

    @Test
    void moreItemsThanFitIntoMemoryAreAllEncoded() throws Exception {
        harness.close();
        maxQueued = 3;
        harness = harness(1, 0);
        harness.open();
        encoder.hold();
        for (int i = 0; i < 50; i++) {
            process(item("item-" + i, "text " + i, 1.0));
        }
        assertThat(measured().waitingItems()).isEqualTo(50L);
        encoder.release();
        awaitPublished(50);

        assertThat(encoder.texts()).hasSize(50).doesNotHaveDuplicates();
        assertThat(measured().waitingItems()).isEqualTo(0L);
    }

    private void restore(OperatorSubtaskState snapshot) throws Exception {
        harness = harness(1, 0);
        harness.initializeState(snapshot);
        harness.open();
    }

    private KeyedOneInputStreamOperatorTestHarness<String, ItemChange, ItemVectorChange> harness(
            int parallelism, int subtask) throws Exception {
        RefreshSettings settings =
                new RefreshSettings(
                        MAX_PARALLELISM,
                        256,
                        null,
                        1_000_000,
                        "title",
                        maxQueued,
                        8,
                        new EncodingSettings(
                                2, 0, Duration.ofMillis(1), Duration.ofMillis(5), null));
        return new KeyedOneInputStreamOperatorTestHarness<>(
                new RefreshOperatorFactory(encoder.source(), settings),
                ItemChange::getItemId,
                Types.STRING,
                MAX_PARALLELISM,
                parallelism,
                subtask);
    }

    private void process(ItemChange change) throws Exception {
        harness.processElement(change, 0);
    }

    private void awaitPublished(int count) {
        Await.until(() -> drained() && published().size() >= count);
        assertThat(published()).hasSize(count);
    }

    private void awaitOutdated(long count) {
        Await.until(() -> drained() && measured().outdatedVectors() == count);
    }

    /** Runs what the encoder has answered. */
    private boolean drained() {
        try {
            Optional<Mail> mail = harness.getTaskMailbox().tryTake(-1);
            while (mail.isPresent()) {
                mail.get().run();
                mail = harness.getTaskMailbox().tryTake(-1);
            }
            return true;
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private List<ItemVectorChange> published() {
        return harness.extractOutputValues();
    }

    private RefreshMetrics measured() {
        return ((RefreshOperator) (Object) harness.getOperator()).measured();
    }

    private static String header(DeadLetter letter, String name) {
        return letter.headers().stream()
                .filter(header -> header.name().equals(name))
                .map(RecordHeader::value)
                .map(value -> new String(value, StandardCharsets.UTF_8))
                .findFirst()
                .orElseThrow();
    }

    private static ItemChange item(String id, String text, double price) {
        return ItemChange.newBuilder().setItemId(id).setText(text).setPrice(price).build();
    }

    private static ItemChange gone(String id) {
        return ItemChange.newBuilder().setItemId(id).setGone(true).build();
    }
}
