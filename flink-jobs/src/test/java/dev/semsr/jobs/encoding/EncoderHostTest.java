package dev.semsr.jobs.encoding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.semsr.jobs.testing.Await;
import dev.semsr.jobs.testing.ScriptedEncoder;
import dev.semsr.model.encoder.EncoderSpec;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EncoderHostTest {

    private final ScriptedEncoder encoder = new ScriptedEncoder("letters");
    private final List<EncoderLease> leases = new ArrayList<>();

    @AfterEach
    void close() {
        encoder.release();
        leases.forEach(EncoderLease::close);
    }

    @Test
    void textsThatQueueWhileTheEncoderIsBusyAreTheNextBatch() {
        EncoderLease lease = lease();
        encoder.hold();
        CompletableFuture<float[]> first = lease.encode("a");
        Await.until(() -> encoder.calls().size() == 1);
        List<CompletableFuture<float[]>> others =
                List.of(lease.encode("bb"), lease.encode("ccc"), lease.encode("dddd"));
        encoder.release();

        assertThat(first.join()).containsExactly(1f, 'a');
        assertThat(others.get(2).join()).containsExactly(4f, 'd');
        assertThat(encoder.calls())
                .containsExactly(List.of("a"), List.of("bb", "ccc"), List.of("dddd"));
    }

    @Test
    void whileTheEncoderIsAwayTextsWaitAndAreEncodedWhenItIsBack() {
        EncoderLease lease = lease();
        encoder.failWith(unreachable());
        CompletableFuture<float[]> vector = lease.encode("a");
        Await.until(() -> lease.metrics().failedCalls() >= 3);

        assertThat(vector).isNotDone();
        assertThat(lease.metrics().isUp()).isFalse();

        encoder.failWith(null);

        assertThat(vector.join()).containsExactly(1f, 'a');
        assertThat(lease.metrics().isUp()).isTrue();
    }

    @Test
    void anEncoderThatCannotBeOpenedIsOpenedLater() {
        encoder.failWith(unreachable());
        EncoderLease lease = lease();
        CompletableFuture<float[]> vector = lease.encode("a");
        Await.until(() -> encoder.opened() >= 3);
        encoder.failWith(null);

        assertThat(vector.join()).containsExactly(1f, 'a');
    }

    @Test
    void onlyTheTextThatIsRefusedFails() {
        EncoderLease lease = lease();
        encoder.hold();
        CompletableFuture<float[]> first = lease.encode("a");
        Await.until(() -> encoder.calls().size() == 1);
        CompletableFuture<float[]> good = lease.encode("good");
        CompletableFuture<float[]> bad = lease.encode("bad");
        encoder.release();

        assertThat(first.join()).hasSize(2);
        assertThat(good.join()).containsExactly(4f, 'g');
        assertThatThrownBy(bad::join)
                .isInstanceOf(CompletionException.class)
                .cause()
                .isInstanceOf(RefusedTextException.class)
                .hasMessageContaining("no vector for 'bad'");
    }

    @Test
    void anEncoderThatFailsOnEveryTextRefusesNone() {
        EncoderLease lease = lease();
        assertThat(lease.encode("before").join()).hasSize(2);
        encoder.failWith(new IllegalStateException("the network is broken"));
        CompletableFuture<float[]> vector = lease.encode("a");
        Await.until(() -> lease.metrics().failedCalls() >= 2);
        encoder.failWith(null);

        assertThat(vector.join()).containsExactly(1f, 'a');
    }

    @Test
    void allUsersShareOneEncoderWhichIsClosedWithTheLast() {
        EncoderLease one = lease();
        EncoderLease other = lease();
        one.encode("a").join();
        other.encode("b").join();
        one.close();

        assertThat(other.encode("c").join()).hasSize(2);
        assertThat(encoder.opened()).isEqualTo(1);

        other.close();

        Await.until(() -> encoder.closed() == 1);
    }

    @Test
    void whatWaitsIsCancelledWhenTheLastUserLeaves() {
        EncoderLease lease = lease();
        encoder.failWith(unreachable());
        CompletableFuture<float[]> vector = lease.encode("a");
        Await.until(() -> lease.metrics().failedCalls() >= 1);
        lease.close();

        Await.until(vector::isCancelled);
        assertThat(lease.encode("b")).isCancelled();
    }

    @Test
    void textsWhoseVectorsAreOnTheDiskAreNotEncodedAgain(@TempDir Path folder) {
        EncodingSettings settings = settings(folder.toString());
        try (EncoderLease lease = EncoderHost.acquire(encoder.source(), settings)) {
            lease.encode("a").join();
        }
        Await.until(() -> encoder.closed() == 1);
        try (EncoderLease lease = EncoderHost.acquire(encoder.source(), settings)) {
            assertThat(lease.encode("a").join()).containsExactly(1f, 'a');
            assertThat(lease.metrics().cachedTexts()).isEqualTo(1);
        }
        assertThat(encoder.texts()).containsExactly("a");
    }

    @Test
    void theNameIsKnownWhileTheEncoderIsAway() throws InterruptedException {
        encoder.failWith(unreachable());

        assertThat(lease().encoderName()).isEqualTo("letters");
    }

    @Test
    void requestsAreSpacedByTheRate() {
        RequestRate rate = new RequestRate(10);
        long start = 1_000_000_000L;

        assertThat(rate.take(start)).isZero();
        assertThat(rate.take(start)).isEqualTo(100_000_000L);
        assertThat(rate.take(start + 50_000_000L)).isEqualTo(150_000_000L);
        assertThat(rate.take(start + 900_000_000L)).isZero();
        assertThat(new RequestRate(0).take(start)).isZero();
    }

    @Test
    void pausesDoubleUpToTheLimitAndBeginAnew() {
        BackOff backOff = new BackOff(Duration.ofMillis(100), Duration.ofMillis(350));

        assertThat(List.of(backOff.failed(), backOff.failed(), backOff.failed(), backOff.failed()))
                .containsExactly(100L, 200L, 350L, 350L);

        backOff.succeeded();

        assertThat(backOff.failed()).isEqualTo(100);
    }

    @Test
    void theBuiltInEncoderIsOpenedByItsName() throws ExecutionException, InterruptedException {
        NamedEncoderSource source =
                new NamedEncoderSource(EncoderSpec.DEFAULT.toString(), 1, Duration.ofSeconds(1));
        try (EncoderLease lease = EncoderHost.acquire(source, settings(null))) {
            assertThat(lease.encoderName()).isEqualTo("bge-small-en-v15-q");
            assertThat(lease.encode("red shoe").get()).hasSize(384);
        }
    }

    private EncoderLease lease() {
        EncoderLease lease = EncoderHost.acquire(encoder.source(), settings(null));
        leases.add(lease);
        return lease;
    }

    private static EncodingSettings settings(String cacheFolder) {
        return new EncodingSettings(2, 0, Duration.ofMillis(1), Duration.ofMillis(5), cacheFolder);
    }

    /** As a remote encoder fails that is not there. */
    private static RuntimeException unreachable() {
        try {
            EncoderSpec.parse("openai:http://127.0.0.1:1/v1#model").open();
            throw new AssertionError("Nobody listens on port 1");
        } catch (dev.semsr.model.encoder.EncoderException e) {
            return e;
        }
    }
}
