package dev.semsr.lab.agent;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/** A language model's endpoint that answers by a script. */
final class ScriptedEndpoint implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();

    final List<String> paths = Collections.synchronizedList(new ArrayList<>());
    final List<String> bodies = Collections.synchronizedList(new ArrayList<>());
    final List<String> keys = Collections.synchronizedList(new ArrayList<>());
    final List<Long> times = Collections.synchronizedList(new ArrayList<>());
    final AtomicInteger underWay = new AtomicInteger();
    final AtomicInteger mostUnderWay = new AtomicInteger();

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final AtomicInteger number = new AtomicInteger();
    private final Function<Integer, Answer> script;

    /**
     * What is sent.
     *
     * @param status HTTP status
     * @param body what is sent
     * @param headers headers
     * @param after before the status is sent
     * @param cut the connection is cut in the middle of the body
     * @param drips the body never ends
     */
    record Answer(
            int status,
            String body,
            Map<String, String> headers,
            Duration after,
            boolean cut,
            boolean drips) {

        Answer after(Duration duration) {
            return new Answer(status, body, headers, duration, cut, drips);
        }

        Answer with(String header, String value) {
            return new Answer(status, body, Map.of(header, value), after, cut, drips);
        }

        Answer cutOff() {
            return new Answer(status, body, headers, after, true, drips);
        }

        Answer dripping() {
            return new Answer(status, body, headers, after, cut, true);
        }
    }

    /** Gives these answers one after the other, the last one for ever. */
    ScriptedEndpoint(Answer... answers) {
        this(number -> answers[Math.min(number, answers.length - 1)]);
    }

    /** Gives an answer by the number of the request, from 0. */
    ScriptedEndpoint(Function<Integer, Answer> script) {
        this.script = script;
        try {
            server =
                    HttpServer.create(
                            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", this::answer);
        server.setExecutor(threads);
        server.start();
    }

    /** Success, in the form of OpenAI's API, 100 tokens in and 20 out. */
    static Answer says(String content) {
        return says(content, "stop");
    }

    static Answer says(String content, String finish) {
        return completion(Map.of("role", "assistant", "content", content), finish);
    }

    static Answer refuses(String refusal) {
        return completion(Map.of("role", "assistant", "refusal", refusal), "stop");
    }

    static Answer titles(String... titles) {
        return says(json(Map.of("titles", Arrays.asList(titles))));
    }

    static Answer status(int status, String body) {
        return new Answer(status, body, Map.of(), Duration.ZERO, false, false);
    }

    /** Success, in the form of Ollama's API. */
    static Answer ollamaSays(String content) {
        return status(
                200,
                json(
                        Map.of(
                                "model",
                                "tiny",
                                "message",
                                Map.of("role", "assistant", "content", content),
                                "done",
                                true,
                                "done_reason",
                                "stop",
                                "prompt_eval_count",
                                100,
                                "eval_count",
                                20)));
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/v1";
    }

    int requests() {
        return bodies.size();
    }

    private static Answer completion(Map<String, Object> message, String finish) {
        return status(
                200,
                json(
                        Map.of(
                                "id", "1",
                                "object", "chat.completion",
                                "model", "tiny",
                                "choices",
                                        List.of(
                                                Map.of(
                                                        "index", 0,
                                                        "message", message,
                                                        "finish_reason", finish)),
                                "usage",
                                        Map.of(
                                                "prompt_tokens", 100,
                                                "completion_tokens", 20,
                                                "total_tokens", 120))));
    }

    private void answer(HttpExchange exchange) throws IOException {
        mostUnderWay.accumulateAndGet(underWay.incrementAndGet(), Math::max);
        try {
            paths.add(exchange.getRequestURI().getPath());
            times.add(System.nanoTime());
            keys.add(String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")));
            bodies.add(
                    new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            send(exchange, script.apply(number.getAndIncrement()));
        } finally {
            underWay.decrementAndGet();
        }
    }

    private void send(HttpExchange exchange, Answer answer) throws IOException {
        await(answer.after());
        byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        answer.headers().forEach(exchange.getResponseHeaders()::add);
        boolean whole = !answer.cut() && !answer.drips();
        exchange.sendResponseHeaders(answer.status(), whole ? body.length : body.length + 1L);
        exchange.getResponseBody().write(body, 0, answer.cut() ? body.length / 2 : body.length);
        exchange.getResponseBody().flush();
        if (answer.drips()) {
            await(Duration.ofMinutes(1));
        }
        exchange.close();
    }

    private void await(Duration duration) {
        try {
            closed.await(duration.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static String json(Object value) {
        try {
            return JSON.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        closed.countDown();
        server.stop(0);
        threads.shutdownNow();
    }
}
