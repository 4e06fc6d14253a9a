package dev.semsr.jobs.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * An embeddings server in OpenAI's manner on the loopback interface. It does what it was told to do
 * for the next requests, one after the other; all others it answers with vectors of the texts'
 * lengths. Texts with {@value #REFUSED} in them it refuses.
 */
public final class EmbeddingsServer implements AutoCloseable {

    /** What no text may hold. */
    public static final String REFUSED = "bad";

    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Queue<Mishap> mishaps = new ConcurrentLinkedQueue<>();
    private final List<List<String>> requests = new CopyOnWriteArrayList<>();
    private final CountDownLatch closed = new CountDownLatch(1);

    /**
     * Something that goes wrong with one request.
     *
     * @param status HTTP status; 0 for no answer
     * @param retryAfter value of that header; null for none
     * @param body what is sent
     */
    private record Mishap(int status, String retryAfter, String body) {}

    /** A server on a free port. */
    public EmbeddingsServer() {
        this(0);
    }

    /** A server on a port of the caller's choice. */
    public EmbeddingsServer(int port) {
        try {
            server =
                    HttpServer.create(
                            new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", this::answer);
        server.setExecutor(threads);
        server.start();
    }

    /** Its port. */
    public int port() {
        return server.getAddress().getPort();
    }

    /** The specification of the encoder that is here. */
    public String spec() {
        return spec(port());
    }

    /** The specification of an encoder on a port. */
    public static String spec(int port) {
        return "openai:http://127.0.0.1:" + port + "#small";
    }

    /** The vector of a text, of length 1. */
    public static float[] vector(String text) {
        double length = Math.hypot(text.length(), 1);
        return new float[] {(float) (text.length() / length), (float) (1 / length)};
    }

    /** Answers one more request with this. */
    public EmbeddingsServer thenAnswers(int status, String body) {
        mishaps.add(new Mishap(status, null, body));
        return this;
    }

    /** Answers one more request with HTTP 429 and the wish not to be asked for so many seconds. */
    public EmbeddingsServer thenIsBusy(int seconds) {
        mishaps.add(new Mishap(429, Integer.toString(seconds), "{}"));
        return this;
    }

    /** Does not answer one more request. */
    public EmbeddingsServer thenIsSilent() {
        mishaps.add(new Mishap(0, null, ""));
        return this;
    }

    /** Texts of all requests so far. */
    public List<List<String>> requests() {
        return requests;
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            List<String> texts = texts(exchange);
            requests.add(texts);
            Mishap mishap = mishaps.poll();
            if (mishap == null) {
                mishap =
                        texts.stream().anyMatch(text -> text.contains(REFUSED))
                                ? new Mishap(400, null, "a text is not allowed")
                                : new Mishap(200, null, vectors(texts));
            }
            if (mishap.status() == 0) {
                closed.await();
                return;
            }
            send(exchange, mishap);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void send(HttpExchange exchange, Mishap answer) throws IOException {
        byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        if (answer.retryAfter() != null) {
            exchange.getResponseHeaders().add("Retry-After", answer.retryAfter());
        }
        exchange.sendResponseHeaders(answer.status(), body.length);
        exchange.getResponseBody().write(body);
    }

    private static List<String> texts(HttpExchange exchange) throws IOException {
        JsonNode input = JSON.readTree(exchange.getRequestBody().readAllBytes()).get("input");
        List<String> texts = new ArrayList<>();
        if (input.isTextual()) {
            texts.add(input.textValue());
        }
        input.forEach(text -> texts.add(text.textValue()));
        return texts;
    }

    private static String vectors(List<String> texts) {
        StringBuilder data = new StringBuilder();
        for (int i = 0; i < texts.size(); i++) {
            data.append(i == 0 ? "" : ",")
                    .append(
                            String.format(
                                    Locale.ROOT,
                                    "{\"object\":\"embedding\",\"index\":%d,\"embedding\":[%d,1]}",
                                    i,
                                    texts.get(i).length()));
        }
        return "{\"object\":\"list\",\"model\":\"small\",\"data\":["
                + data
                + "],\"usage\":{\"prompt_tokens\":1,\"total_tokens\":1}}";
    }

    @Override
    public void close() {
        closed.countDown();
        server.stop(0);
        threads.shutdown();
    }
}
