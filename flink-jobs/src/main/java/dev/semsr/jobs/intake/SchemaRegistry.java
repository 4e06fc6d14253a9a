package dev.semsr.jobs.intake;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.semsr.schemas.UndecodableRecordException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A schema registry that speaks the common REST interface: {@code GET /schemas/ids/7}.
 *
 * <p>What it does not know makes a record undecodable. What goes wrong on the way does not: the
 * question is asked again for a while, then the job is let fail, which starts it again from its
 * last checkpoint. So no click is lost by a registry that is away.
 */
final class SchemaRegistry {

    private static final Logger LOG = LoggerFactory.getLogger(SchemaRegistry.class);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration CONNECT = Duration.ofSeconds(2);
    private static final Duration UNKNOWN_KEPT = Duration.ofSeconds(30);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);
    private static final int NOT_FOUND = 404;
    private static final int OK = 200;

    /**
     * How long to go on.
     *
     * @param answer for one answer
     * @param inAll for all attempts together
     * @param firstPause after the first failure; it doubles from one to the next
     */
    record Patience(Duration answer, Duration inAll, Duration firstPause) {

        /** Below the timeout of a checkpoint, which waits meanwhile. */
        static final Patience DEFAULT =
                new Patience(Duration.ofSeconds(5), Duration.ofSeconds(30), Duration.ofMillis(200));
    }

    private final URI url;
    private final Patience patience;
    private final HttpClient http = HttpClient.newBuilder().connectTimeout(CONNECT).build();
    private final Map<Integer, Long> unknownSince = new HashMap<>();

    /** A registry. */
    SchemaRegistry(URI url) {
        this(url, Patience.DEFAULT);
    }

    /** A registry that is waited for as long as it is said. */
    SchemaRegistry(URI url, Patience patience) {
        this.url = url;
        this.patience = patience;
    }

    /**
     * A schema by its number.
     *
     * @throws UndecodableRecordException if there is none, or none that is Avro's
     * @throws IllegalStateException if the registry does not answer
     */
    Schema schema(int id) throws UndecodableRecordException {
        Long since = unknownSince.get(id);
        if (since != null && System.nanoTime() - since < UNKNOWN_KEPT.toNanos()) {
            throw unknown(id);
        }
        long end = System.nanoTime() + patience.inAll().toNanos();
        Duration pause = patience.firstPause();
        while (true) {
            try {
                return parsed(id, answer(id));
            } catch (IOException e) {
                LOG.warn("Schema {} of {}: {}; asked again in {}", id, url, e.toString(), pause);
                if (System.nanoTime() + pause.toNanos() > end) {
                    throw gaveUp(id, e);
                }
            }
            sleep(pause);
            pause = min(pause.multipliedBy(2), LONGEST_PAUSE);
        }
    }

    private JsonNode answer(int id) throws IOException, UndecodableRecordException {
        HttpResponse<String> response = get(id);
        if (response.statusCode() == NOT_FOUND) {
            unknownSince.put(id, System.nanoTime());
            throw unknown(id);
        }
        if (response.statusCode() != OK) {
            throw new IOException("it answered with status " + response.statusCode());
        }
        try {
            JsonNode answer = JSON.readTree(response.body());
            if (!answer.path("schema").isTextual()) {
                throw new IOException("it answered without a schema");
            }
            return answer;
        } catch (JsonProcessingException e) { // such as the page of a proxy
            throw new IOException("it answered what is no JSON", e);
        }
    }

    private HttpResponse<String> get(int id) throws IOException {
        String base = url.toString().replaceFirst("/+$", "");
        HttpRequest request =
                HttpRequest.newBuilder(URI.create(base + "/schemas/ids/" + id))
                        .timeout(patience.answer())
                        .header(
                                "Accept",
                                "application/vnd.schemaregistry.v1+json, application/json")
                        .build();
        try {
            return http.send(request, BodyHandlers.ofString());
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    private Schema parsed(int id, JsonNode answer) throws UndecodableRecordException {
        String type = answer.path("schemaType").asText("AVRO");
        if (!type.equals("AVRO")) {
            throw new UndecodableRecordException(
                    "Schema %d of %s is of type %s. Clicks are Avro.".formatted(id, url, type));
        }
        try {
            return new Schema.Parser().parse(answer.path("schema").asText());
        } catch (AvroRuntimeException e) {
            throw new UndecodableRecordException(
                    "Schema %d of %s is not one of Avro that stands by itself (%s). Register it without references."
                            .formatted(id, url, e.getMessage()),
                    e);
        }
    }

    private UndecodableRecordException unknown(int id) {
        return new UndecodableRecordException(
                "Written with schema %d, which %s does not know. Register the writer's schema there, or name the registry that the writer uses, and replay the record."
                        .formatted(id, url));
    }

    private IllegalStateException gaveUp(int id, IOException cause) {
        return new IllegalStateException(
                "The schema registry %s did not tell schema %d within %s: %s. The job starts again; look at the registry, or at option 'registry.url'."
                        .formatted(url, id, patience.inAll(), cause.getMessage()),
                cause);
    }

    private static Duration min(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    private static void sleep(Duration pause) {
        try {
            Thread.sleep(pause.toMillis());
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    /** The task is being cancelled. */
    private static IllegalStateException interrupted(InterruptedException cause) {
        Thread.currentThread().interrupt();
        return new IllegalStateException("Interrupted while asking for a schema", cause);
    }
}
