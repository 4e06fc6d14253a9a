package dev.semsr.it.stack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

/** Asks Flink's REST interface. */
public final class FlinkRest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private FlinkRest() {}

    /** What Flink says under a path. */
    public static JsonNode get(URI flink, String path) {
        var request = HttpRequest.newBuilder(flink.resolve(path)).build();
        try {
            return JSON.readTree(HTTP.send(request, HttpResponse.BodyHandlers.ofString()).body());
        } catch (IOException failure) {
            throw new UncheckedIOException("No answer on " + path, failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while asking for " + path, interrupted);
        }
    }

    /** How often a job was restarted. */
    static long restarts(URI flink, String job) {
        JsonNode metrics = get(flink, "/jobs/" + job + "/metrics?get=numRestarts");
        return metrics.isEmpty() ? 0 : metrics.get(0).path("value").asLong();
    }

    /** Sum of a counter over the subtasks and operators of a job. */
    public static long counter(URI flink, String job, String name) {
        long sum = 0;
        for (JsonNode vertex : get(flink, "/jobs/" + job).path("vertices")) {
            String metrics =
                    "/jobs/"
                            + job
                            + "/vertices/"
                            + vertex.path("id").asText()
                            + "/subtasks/metrics";
            for (JsonNode metric : get(flink, metrics)) {
                String id = metric.path("id").asText();
                if (id.endsWith("." + name)) {
                    sum +=
                            get(flink, metrics + "?get=" + id + "&agg=sum")
                                    .get(0)
                                    .path("sum")
                                    .asLong();
                }
            }
        }
        return sum;
    }
}
