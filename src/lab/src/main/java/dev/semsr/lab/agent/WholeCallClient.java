package dev.semsr.lab.agent;

import dev.langchain4j.http.client.HttpRequest;
import dev.langchain4j.http.client.SuccessfulHttpResponse;
import dev.langchain4j.http.client.sse.ServerSentEventListener;
import dev.langchain4j.http.client.sse.ServerSentEventParser;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Calls an endpoint. The library's own client keeps neither of two things that are needed here: the
 * header {@code Retry-After}, and a time limit that also holds while the body of an answer drips.
 * Redirects are not followed, so that the key goes nowhere else.
 */
final class WholeCallClient implements dev.langchain4j.http.client.HttpClient {

    private static final int EXCERPT = 300;

    private final HttpClient client;
    private final Endpoint endpoint;
    private final Duration timeout;

    WholeCallClient(Endpoint endpoint, Duration timeout) {
        this.endpoint = endpoint;
        this.timeout = timeout;
        client =
                HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .connectTimeout(timeout)
                        .build();
    }

    @Override
    public SuccessfulHttpResponse execute(HttpRequest request) {
        HttpResponse<byte[]> response =
                await(client.sendAsync(convert(request), BodyHandlers.ofByteArray()));
        String body = new String(response.body(), StandardCharsets.UTF_8);
        if (response.statusCode() / 100 != 2) {
            Duration wait =
                    response.headers()
                            .firstValue("Retry-After")
                            .flatMap(value -> RetryAfter.parse(value, Clock.systemUTC()))
                            .orElse(null);
            throw CallFailure.status(response.statusCode(), wait, excerpt(endpoint, body));
        }
        return SuccessfulHttpResponse.builder()
                .statusCode(response.statusCode())
                .headers(response.headers().map())
                .body(body)
                .build();
    }

    @Override
    public void execute(
            HttpRequest request, ServerSentEventParser parser, ServerSentEventListener listener) {
        throw new UnsupportedOperationException("Answers are not streamed here");
    }

    /** The beginning of a text on one line, without the key. */
    static String excerpt(Endpoint endpoint, String text) {
        String line = endpoint.hideKey(text).replaceAll("\\s+", " ").strip();
        return line.length() <= EXCERPT ? line : line.substring(0, EXCERPT) + "...";
    }

    private HttpResponse<byte[]> await(CompletableFuture<HttpResponse<byte[]>> call) {
        try {
            return call.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw CallFailure.timeout(timeout);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof IOException
                    ? failure((IOException) e.getCause())
                    : failure(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AgentStoppedException(
                    AgentStoppedException.Stop.INTERRUPTED,
                    "Interrupted while waiting for an answer");
        } finally {
            call.cancel(true);
        }
    }

    private CallFailure failure(Exception cause) {
        return cause instanceof java.net.http.HttpTimeoutException
                ? CallFailure.timeout(timeout)
                : CallFailure.connection(cause);
    }

    private static java.net.http.HttpRequest convert(HttpRequest request) {
        java.net.http.HttpRequest.Builder builder =
                java.net.http.HttpRequest.newBuilder(URI.create(request.url()));
        request.headers()
                .forEach((name, values) -> values.forEach(value -> builder.header(name, value)));
        return builder.method(
                        request.method().name(),
                        request.body() == null
                                ? BodyPublishers.noBody()
                                : BodyPublishers.ofString(request.body()))
                .build();
    }
}
