package dev.semsr.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.junit.jupiter.api.Test;

/** The page for people who write other programs says what the schemas say. */
class AsyncApiTest {

    private static final Pattern TOPIC =
            Pattern.compile("Topic '([a-z-]+)', keyed by ([a-z_]+)(, compacted)?");

    private final JsonNode page = read();

    @Test
    void everyTopicOfARecordIsOnThePageWithItsKeyAndCleanUp() throws IOException {
        Map<String, String> topics = new TreeMap<>();
        for (Schema schema : schemas()) {
            Matcher topic = TOPIC.matcher(schema.getDoc());
            if (topic.find()) {
                String policy = topic.group(3) == null ? "delete" : "compact";
                topics.put(topic.group(1), schema.getName() + " " + topic.group(2) + " " + policy);
            }
        }
        topics.put("dead-letters", "DeadLetter The original key. delete");
        topics.put("recommendations-shadow", "Recommendation session_id delete");

        assertThat(channels()).isEqualTo(topics);
    }

    @Test
    void everyReferenceLeadsSomewhere() {
        List<String> references = page.findValuesAsText("$ref");

        assertThat(references).hasSizeGreaterThan(10);
        assertThat(references).allSatisfy(reference -> assertThat(target(reference)).isTrue());
    }

    @Test
    void everyMessageShowsTheNewestSchema() {
        for (JsonNode message : page.at("/components/messages")) {
            String file = message.at("/payload/schema/$ref").asText();
            if (!file.isEmpty()) {
                String record = message.get("name").asText();
                int newest = SchemaHistory.released(record).size();
                assertThat(file).endsWith("/" + record + ".v" + newest + ".avsc");
            }
        }
    }

    private Map<String, String> channels() {
        Map<String, String> channels = new TreeMap<>();
        for (JsonNode channel : page.get("channels")) {
            JsonNode message = resolve(channel.get("messages").elements().next());
            JsonNode policy =
                    channel.at("/bindings/kafka/topicConfiguration").get("cleanup.policy");
            channels.put(
                    channel.get("address").asText(),
                    message.get("name").asText()
                            + " "
                            + message.at("/bindings/kafka/key/description").asText()
                            + " "
                            + policy.get(0).asText());
        }
        return channels;
    }

    private JsonNode resolve(JsonNode reference) {
        return page.at(reference.get("$ref").asText().substring(1));
    }

    private boolean target(String reference) {
        return reference.startsWith("#")
                ? !page.at(reference.substring(1)).isMissingNode()
                : Files.isRegularFile(Path.of(reference));
    }

    private static List<Schema> schemas() throws IOException {
        List<Schema> schemas = new ArrayList<>();
        try (Stream<String> records = SchemaContractTest.records()) {
            records.forEach(
                    record -> {
                        List<Schema> released = SchemaHistory.released(record);
                        schemas.add(released.get(released.size() - 1));
                    });
        }
        return schemas;
    }

    private static JsonNode read() {
        try {
            return new YAMLMapper().readTree(Path.of("asyncapi.yaml").toFile());
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
