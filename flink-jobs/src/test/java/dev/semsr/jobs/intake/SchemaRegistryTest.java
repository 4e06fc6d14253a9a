package dev.semsr.jobs.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.semsr.jobs.testing.Records;
import dev.semsr.schemas.Click;
import dev.semsr.schemas.SingleObjectCodec;
import dev.semsr.schemas.UndecodableRecordException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Clicks in the form of a registry's writers, and a registry that is slow, lost or confused. */
class SchemaRegistryTest {

    private static final SchemaRegistry.Patience PATIENCE =
            new SchemaRegistry.Patience(
                    Duration.ofMillis(500), Duration.ofSeconds(20), Duration.ofMillis(10));
    private static final Click CLICK = Records.click("e1", "s1", "i1");

    private final List<String> asked = Collections.synchronizedList(new ArrayList<>());
    private final Queue<Answer> script = new ArrayDeque<>();
    private final CountDownLatch closed = new CountDownLatch(1);
    private HttpServer server;

    /** Status 0 stands for no answer at all. */
    private record Answer(int status, String body) {}

    @BeforeEach
    void startRegistry() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.setExecutor(Executors.newCachedThreadPool());
        server.start();
    }

    @AfterEach
    void stopRegistry() {
        closed.countDown();
        server.stop(0);
    }

    @Test
    void aClickOfARegistrysWriterIsReadAndItsSchemaIsAskedForOnce() throws Exception {
        script.add(schema());
        WriterSchemas.Reader reader = new WriterSchemas(null, url() + "/").reader();

        assertThat(reader.read(framed(7, CLICK))).isEqualTo(CLICK);
        assertThat(reader.read(framed(7, CLICK))).isEqualTo(CLICK);
        assertThat(reader.read(Records.bytes(CLICK))).as("of another writer").isEqualTo(CLICK);
        assertThat(asked).containsExactly("/schemas/ids/7");
    }

    @Test
    void withoutARegistryItIsNoClick() {
        assertThatThrownBy(() -> WriterSchemas.RELEASED.reader().read(framed(7, CLICK)))
                .isInstanceOf(UndecodableRecordException.class);
    }

    @Test
    void aNumberThatTheRegistryDoesNotKnowIsUndecodableAndNotAskedForAgainAndAgain() {
        script.add(new Answer(404, "{\"error_code\": 40403}"));
        RegistryFraming framing = framing();

        for (int i = 0; i < 3; i++) {
            assertThatThrownBy(() -> framing.singleObject(framed(8, CLICK)))
                    .isInstanceOf(UndecodableRecordException.class)
                    .hasMessageContaining("schema 8")
                    .hasMessageContaining(url());
        }
        assertThat(asked).hasSize(1);
    }

    @Test
    void whileTheRegistryIsSlowOrFailsOrTalksNonsenseItIsAskedAgain() throws Exception {
        script.addAll(
                List.of(
                        new Answer(0, ""),
                        new Answer(500, "{}"),
                        new Answer(401, ""),
                        new Answer(200, "<html>a proxy</html>"),
                        new Answer(200, "{\"schema\": 5}"),
                        new Answer(200, ""),
                        schema()));

        assertThat(framing().singleObject(framed(7, CLICK))).isEqualTo(Records.bytes(CLICK));
        assertThat(asked).hasSize(7);
    }

    @Test
    void aRegistryThatStaysAwayEndsTheAttemptSoThatNoClickIsLost() {
        script.add(new Answer(503, ""));
        var impatient =
                new SchemaRegistry.Patience(
                        Duration.ofMillis(500), Duration.ofMillis(100), Duration.ofMillis(10));

        assertThatThrownBy(() -> new SchemaRegistry(URI.create(url()), impatient).schema(7))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("did not tell schema 7")
                .hasMessageContaining("503");
        assertThat(asked).hasSizeGreaterThan(1);
    }

    @Test
    void anotherKindOfSchemaIsUndecodable() throws IOException {
        script.add(new Answer(200, "{\"schemaType\": \"JSON\", \"schema\": \"{}\"}"));
        script.add(new Answer(200, "{\"schema\": \"{\\\"type\\\": \\\"nothing.Known\\\"}\"}"));

        assertThatThrownBy(() -> framing().singleObject(framed(7, CLICK)))
                .isInstanceOf(UndecodableRecordException.class)
                .hasMessageContaining("type JSON");
        assertThatThrownBy(() -> framing().singleObject(framed(9, CLICK)))
                .isInstanceOf(UndecodableRecordException.class)
                .hasMessageContaining("Schema 9");
    }

    @Test
    void aDamagedBodyIsUndecodable() {
        script.add(schema());
        WriterSchemas.Reader reader = new WriterSchemas(null, url()).reader();
        byte[] framed = framed(7, CLICK);

        assertThatThrownBy(() -> reader.read(Arrays.copyOf(framed, framed.length - 3)))
                .isInstanceOf(UndecodableRecordException.class);
        assertThatThrownBy(() -> reader.read(new byte[] {0, 0}))
                .isInstanceOf(UndecodableRecordException.class);
    }

    private RegistryFraming framing() {
        return new RegistryFraming(
                new SchemaRegistry(URI.create(url()), PATIENCE), SingleObjectCodec.of(Click.class));
    }

    private static byte[] framed(int id, Click click) {
        byte[] bytes = Records.bytes(click);
        int header = SingleObjectCodec.HEADER_LENGTH;
        return ByteBuffer.allocate(5 + bytes.length - header)
                .put((byte) 0)
                .putInt(id)
                .put(bytes, header, bytes.length - header)
                .array();
    }

    private static Answer schema() {
        try {
            String schema = Click.getClassSchema().toString();
            return new Answer(200, new ObjectMapper().writeValueAsString(Map.of("schema", schema)));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    private void answer(HttpExchange exchange) throws IOException {
        asked.add(exchange.getRequestURI().getPath());
        Answer answer = next();
        if (answer.status() == 0) {
            awaitClose();
            exchange.close();
            return;
        }
        byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(answer.status(), body.length == 0 ? -1 : body.length);
        if (body.length > 0) {
            exchange.getResponseBody().write(body);
        }
        exchange.close();
    }

    /** The last one goes on for ever. */
    private synchronized Answer next() {
        return script.size() > 1 ? script.remove() : script.peek();
    }

    private void awaitClose() {
        try {
            closed.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
