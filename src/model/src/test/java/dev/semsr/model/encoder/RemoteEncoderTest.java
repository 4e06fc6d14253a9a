package dev.semsr.model.encoder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.semsr.core.encoding.TextEncoder;
import dev.semsr.model.encoder.ScriptedServer.Answer;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class RemoteEncoderTest {

    private static final String KEY = "sk-secret";

    @ParameterizedTest
    @ValueSource(strings = {"openai", "ollama"})
    void vectorsComeNormalisedInTheOrderOfTheTexts(String kind) {
        try (ScriptedServer server =
                        new ScriptedServer(
                                vectors(kind, "[2,0,0]"), vectors(kind, "[0,4,0]", "[0,0,5]"));
                TextEncoder encoder = open(kind, server)) {
            List<float[]> vectors = encoder.encode(List.of("lamp", "shoe"));

            assertThat(encoder.width()).isEqualTo(3);
            assertThat(encoder.name()).isEqualTo(kind + ":" + server.url() + "#small");
            assertThat(vectors.get(0)).containsExactly(new float[] {0, 1, 0}, within(1e-6f));
            assertThat(vectors.get(1)).containsExactly(new float[] {0, 0, 1}, within(1e-6f));
            assertThat(server.bodies.get(1)).contains("small", "lamp", "shoe");
        }
    }

    @Test
    void theKeyGoesIntoTheRequestAndNowhereElse() {
        try (ScriptedServer server =
                new ScriptedServer(new Answer(401, "Wrong key " + KEY + " of yours"))) {
            assertThatThrownBy(() -> open("openai", server))
                    .isInstanceOf(EncoderException.class)
                    .hasMessageContainingAll("refuses the key", "SEMSR_ENCODER_KEY")
                    .hasStackTraceContaining("EncoderException")
                    .satisfies(failure -> assertThat(trace(failure)).doesNotContain(KEY));
            assertThat(server.keys).containsExactly("Bearer " + KEY);
        }
    }

    @Test
    void aBusyServerIsAskedAgain() {
        try (ScriptedServer server =
                        new ScriptedServer(new Answer(429, "{}"), vectors("openai", "[1,0]"));
                TextEncoder encoder = open("openai", server)) {
            assertThat(encoder.width()).isEqualTo(2);
            assertThat(server.paths).containsExactly("/embeddings", "/embeddings");
        }
    }

    @ParameterizedTest
    @MethodSource("failures")
    void everyFailureSaysWhatItIsAndWhatToDo(Answer answer, String said) {
        try (ScriptedServer server = new ScriptedServer(answer)) {
            assertThatThrownBy(() -> open("openai", server))
                    .isInstanceOf(EncoderException.class)
                    .hasMessageContainingAll("Text encoder small at " + server.url(), said);
        }
    }

    static Stream<Arguments> failures() {
        return Stream.of(
                arguments(new Answer(500, "out of memory"), "1 retries included: out of memory"),
                arguments(new Answer(429, "{}"), "too busy after 1 retries (HTTP 429)"),
                arguments(new Answer(404, "no such model"), "HTTP 404"),
                arguments(new Answer(400, "too long"), "refuses the request: too long"),
                arguments(new Answer(200, "<html>Welcome</html>"), "no list of vectors"),
                arguments(new Answer(200, "{}"), "no list of vectors"),
                arguments(vectors("openai"), "0 vectors for 1 texts"));
    }

    @Test
    void aServerThatIsSilentIsGivenUp() {
        EncoderSettings impatient = new EncoderSettings(1, Duration.ofMillis(300), 1, KEY);
        try (ScriptedServer server = new ScriptedServer(Answer.never())) {
            EncoderSpec spec = EncoderSpec.parse("openai:" + server.url() + "#small");

            assertThatThrownBy(() -> spec.open(impatient))
                    .isInstanceOf(EncoderException.class)
                    .hasMessageContainingAll(server.url(), "did not answer within 300 ms");
        }
    }

    @Test
    void anOllamaServerIsExplainedToo() {
        try (ScriptedServer server = new ScriptedServer(new Answer(404, "model not found"))) {
            assertThatThrownBy(() -> open("ollama", server))
                    .isInstanceOf(EncoderException.class)
                    .hasMessageContainingAll(server.url(), "HTTP 404", "model not found");
        }
    }

    @Test
    void aServerThatIsNotThereCannotBeReached() {
        String url;
        try (ScriptedServer server = new ScriptedServer(new Answer(200, ""))) {
            url = server.url();
        }

        assertThatThrownBy(() -> EncoderSpec.parse("ollama:" + url + "#small").open(settings()))
                .isInstanceOf(EncoderException.class)
                .hasMessageContainingAll(url, "cannot be reached");
    }

    @Test
    void vectorsThatChangeTheirWidthAreRefused() {
        try (ScriptedServer server =
                        new ScriptedServer(
                                vectors("openai", "[1,0,0]"), vectors("openai", "[1,0]"));
                TextEncoder encoder = open("openai", server)) {
            assertThatThrownBy(() -> encoder.encode(List.of("lamp")))
                    .isInstanceOf(EncoderException.class)
                    .hasMessageContaining("a vector 2 wide after vectors 3 wide");
        }
    }

    @Test
    void aVectorOfZerosIsRefused() {
        try (ScriptedServer server =
                        new ScriptedServer(vectors("openai", "[1,0]"), vectors("openai", "[0,0]"));
                TextEncoder encoder = open("openai", server)) {
            assertThatThrownBy(() -> encoder.encode(List.of("lamp")))
                    .isInstanceOf(EncoderException.class)
                    .hasMessageContaining("points nowhere");
        }
    }

    private static TextEncoder open(String kind, ScriptedServer server) {
        return EncoderSpec.parse(kind + ":" + server.url() + "#small").open(settings());
    }

    private static EncoderSettings settings() {
        return new EncoderSettings(1, Duration.ofSeconds(30), 1, KEY);
    }

    private static Answer vectors(String kind, String... vectors) {
        return kind.equals("openai")
                ? new Answer(
                        200,
                        Arrays.stream(vectors)
                                .map(vector -> "{\"embedding\":" + vector + "}")
                                .collect(Collectors.joining(",", "{\"data\":[", "]}")))
                : new Answer(200, "{\"embeddings\":[" + String.join(",", vectors) + "]}");
    }

    private static String trace(Throwable failure) {
        StringWriter text = new StringWriter();
        failure.printStackTrace(new PrintWriter(text));
        return text.toString();
    }
}
