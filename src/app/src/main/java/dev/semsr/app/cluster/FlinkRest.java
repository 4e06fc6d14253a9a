package dev.semsr.app.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** Flink's REST interface. */
public final class FlinkRest {

    private static final Duration LIMIT = Duration.ofSeconds(5);
    private static final int ERRORS = 400;

    private final HttpClient client = HttpClient.newBuilder().connectTimeout(LIMIT).build();
    private final ObjectMapper json = new ObjectMapper();
    private final URI address;

    /**
     * The interface at an address.
     *
     * @param address such as {@code http://127.0.0.1:8081}
     */
    public FlinkRest(URI address) {
        this.address = address;
    }

    /**
     * Reads a resource.
     *
     * @throws UncheckedIOException if nobody answers, or with an error
     */
    public JsonNode get(String path) {
        return send(request(path).GET().build());
    }

    /**
     * Posts a JSON object.
     *
     * @throws UncheckedIOException if nobody answers, or with an error
     */
    public JsonNode post(String path, Object body) {
        try {
            return send(
                    request(path)
                            .header("Content-Type", "application/json")
                            .POST(
                                    HttpRequest.BodyPublishers.ofString(
                                            json.writeValueAsString(body)))
                            .build());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(address.resolve(path)).timeout(LIMIT);
    }

    private JsonNode send(HttpRequest request) {
        try {
            HttpResponse<String> response =
                    client.send(request, HttpResponse.BodyHandlers.ofString());
            if (response.statusCode() >= ERRORS) {
                throw new IOException(request.uri() + " answers " + response.body());
            }
            return json.readTree(response.body());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while asking Flink", interrupted);
        }
    }
}
