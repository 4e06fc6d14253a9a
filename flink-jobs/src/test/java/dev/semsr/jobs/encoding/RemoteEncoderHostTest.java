package dev.semsr.jobs.encoding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.semsr.jobs.testing.Await;
import dev.semsr.jobs.testing.EmbeddingsServer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The encoder host in front of a server that is slow, busy, broken or not there. */
class RemoteEncoderHostTest {

    private static final Duration SOON = Duration.ofMillis(500);
    private static final Duration PATIENT = Duration.ofMinutes(1);

    private final List<AutoCloseable> opened = new ArrayList<>();

    @AfterEach
    void close() throws Exception {
        for (int i = opened.size() - 1; i >= 0; i--) {
            opened.get(i).close();
        }
    }

    @Test
    void textsAreEncodedByTheServerInOneRequestABatch() {
        EmbeddingsServer server = server();
        EncoderLease lease = lease(server.spec(), PATIENT);
        CompletableFuture<float[]> shoe = lease.encode("red shoe");

        assertVector(shoe, "red shoe");
        assertThat(server.requests()).containsExactly(List.of("width"), List.of("red shoe"));
    }

    @Test
    void aTextWaitsForAServerThatIsTooSlowAndIsAskedForAgain() {
        EmbeddingsServer server = server();
        EncoderLease lease = open(server, SOON);
        server.thenIsSilent().thenIsSilent();
        CompletableFuture<float[]> shoe = lease.encode("red shoe");

        assertVector(shoe, "red shoe");
        assertThat(lease.metrics().failedCalls()).isGreaterThanOrEqualTo(2);
        assertThat(lease.metrics().isUp()).isTrue();
    }

    @Test
    void whileTheServerFailsTextsWaitAndTheEncoderCountsAsAway() {
        EmbeddingsServer server = server();
        EncoderLease lease = open(server, PATIENT);
        for (int i = 0; i < 40; i++) {
            server.thenAnswers(500, "out of memory");
        }
        CompletableFuture<float[]> shoe = lease.encode("red shoe");
        Await.until(() -> lease.metrics().failedCalls() >= 2);

        assertThat(lease.metrics().isUp()).isFalse();
        assertVector(shoe, "red shoe");
        assertThat(lease.metrics().isUp()).isTrue();
    }

    @Test
    void aServerThatIsTooBusyIsAskedAgainAndNoTextIsGivenUp() {
        EmbeddingsServer server = server();
        EncoderLease lease = open(server, PATIENT);
        server.thenIsBusy(1).thenIsBusy(1).thenIsBusy(1);
        CompletableFuture<float[]> shoe = lease.encode("red shoe");

        assertVector(shoe, "red shoe");
        assertThat(lease.metrics().failedCalls()).isEqualTo(3);
        assertThat(server.requests()).filteredOn(List.of("red shoe")::equals).hasSize(4);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<html>Welcome</html>",
                "{\"data\": [",
                "{}",
                "{\"data\":[]}",
                "{\"data\":[{\"index\":0,\"embedding\":[1,2,3]}]}"
            })
    void anAnswerThatIsNoneIsNeverTakenAndNoFaultOfTheText(String answer) {
        EmbeddingsServer server = server();
        EncoderLease lease = open(server, PATIENT);
        server.thenAnswers(200, answer).thenAnswers(200, answer);
        CompletableFuture<float[]> shoe = lease.encode("red shoe");

        assertVector(shoe, "red shoe");
        assertThat(lease.metrics().failedCalls()).isEqualTo(2);
    }

    @Test
    void aTextWhoseVectorPointsNowhereIsGivenUpWhileOthersAreEncoded() {
        EmbeddingsServer server = server();
        EncoderLease lease = open(server, PATIENT);
        server.thenAnswers(200, "{\"data\":[{\"index\":0,\"embedding\":[0,0]}]}");
        CompletableFuture<float[]> nowhere = lease.encode("???");

        assertThatThrownBy(nowhere::join)
                .cause()
                .isInstanceOf(RefusedTextException.class)
                .hasMessageContaining("points nowhere");
        assertVector(lease.encode("red shoe"), "red shoe");
    }

    @Test
    void onlyTheTextThatTheServerRefusesIsGivenUp() {
        EmbeddingsServer server = server();
        EncoderLease lease = open(server, SOON);
        server.thenIsSilent(); // so that the others are one batch
        CompletableFuture<float[]> first = lease.encode("first");
        Await.until(() -> server.requests().contains(List.of("first")));
        CompletableFuture<float[]> good = lease.encode("good");
        CompletableFuture<float[]> bad = lease.encode("a bad one");
        CompletableFuture<float[]> fine = lease.encode("fine");

        assertVector(first, "first");
        assertVector(good, "good");
        assertVector(fine, "fine");
        assertThatThrownBy(bad::join)
                .cause()
                .isInstanceOf(RefusedTextException.class)
                .hasMessageContaining("a text is not allowed");
        assertThat(server.requests()).contains(List.of("good", "a bad one", "fine"));
    }

    @Test
    void aServerThatComesLaterIsFound() {
        EmbeddingsServer first = new EmbeddingsServer();
        int port = first.port();
        first.close();
        EncoderLease lease = lease(EmbeddingsServer.spec(port), PATIENT);
        CompletableFuture<float[]> shoe = lease.encode("red shoe");
        Await.until(() -> lease.metrics().failedCalls() >= 2);
        assertThat(shoe).isNotDone();

        opened.add(new EmbeddingsServer(port));

        assertVector(shoe, "red shoe");
    }

    private static void assertVector(CompletableFuture<float[]> vector, String text) {
        assertThat(vector.join()).containsExactly(EmbeddingsServer.vector(text), within(1e-6f));
    }

    private EmbeddingsServer server() {
        EmbeddingsServer server = new EmbeddingsServer();
        opened.add(server);
        return server;
    }

    /** A lease once the encoder has asked the server for its width: a script begins after that. */
    private EncoderLease open(EmbeddingsServer server, Duration timeout) {
        EncoderLease lease = lease(server.spec(), timeout);
        Await.until(() -> !server.requests().isEmpty());
        assertThat(lease.encode("opens").join()).hasSize(2);
        return lease;
    }

    private EncoderLease lease(String spec, Duration timeout) {
        EncoderLease lease =
                EncoderHost.acquire(
                        new NamedEncoderSource(spec, 1, timeout),
                        new EncodingSettings(
                                8, 0, Duration.ofMillis(1), Duration.ofMillis(5), null));
        opened.add(lease::close);
        return lease;
    }
}
