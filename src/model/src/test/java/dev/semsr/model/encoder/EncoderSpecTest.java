package dev.semsr.model.encoder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EncoderSpecTest {

    @ParameterizedTest
    @CsvSource({
        "bge-small-en-v15-q, BUILT_IN, bge-small-en-v15-q, ''",
        "onnx:/models/bge large, ONNX, /models/bge large, ''",
        "onnx:/models/e5#mean, ONNX, /models/e5, mean",
        "openai:https://api.example/v1#text-3, OPENAI, https://api.example/v1, text-3",
        "ollama:http://localhost:11434#nomic:v1.5, OLLAMA, http://localhost:11434, nomic:v1.5"
    })
    void everyFormIsRead(String text, EncoderSpec.Kind kind, String location, String model) {
        EncoderSpec spec = EncoderSpec.parse(text);

        assertThat(spec).isEqualTo(new EncoderSpec(kind, location, model));
        assertThat(spec).hasToString(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "bge", "word2vec:/folder", "built_in:x"})
    void anUnknownEncoderIsAnsweredWithTheForms(String text) {
        assertThatThrownBy(() -> EncoderSpec.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll(
                        "'" + text + "'", "bge-small-en-v15-q", "ollama:URL#MODEL");
    }

    @ParameterizedTest
    @CsvSource({
        "openai:https://api.example/v1, names no model",
        "openai:api.example#m, is no http or https URL",
        "ollama:ftp://api.example#m, is no http or https URL",
        "ollama:http://a b#m, is no URL"
    })
    void aUrlWithoutModelOrHostIsExplained(String text, String reason) {
        assertThatThrownBy(() -> EncoderSpec.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(reason);
    }

    @Test
    void aPasswordInTheUrlIsRefusedAndNotRepeated() {
        assertThatThrownBy(() -> EncoderSpec.parse("openai:https://me:secret@host/v1#m"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("SEMSR_ENCODER_KEY")
                .hasMessageNotContaining("secret");
    }

    @Test
    void settingsDoNotShowTheKey() {
        assertThat(new EncoderSettings(1, Duration.ofSeconds(1), 0, "secret").toString())
                .doesNotContain("secret")
                .contains("key=given");
    }
}
