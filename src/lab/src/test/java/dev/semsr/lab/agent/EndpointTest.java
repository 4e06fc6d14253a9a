package dev.semsr.lab.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;

class EndpointTest {

    private static final Map<String, String> ENVIRONMENT =
            Map.of(
                    "SEMSR_LLM_URL", "http://host/v1",
                    "SEMSR_LLM_MODEL", "tiny",
                    "SEMSR_LLM_KIND", "ollama",
                    "SEMSR_LLM_API_KEY", "secret\n");

    @Test
    void theEnvironmentSaysWhatOptionsDoNot() {
        assertThat(Endpoint.of(null, null, null, ENVIRONMENT))
                .isEqualTo(new Endpoint(Endpoint.Kind.OLLAMA, "http://host/v1", "tiny", "secret"));
        assertThat(Endpoint.of("openai", "https://other/v1", "large", ENVIRONMENT))
                .isEqualTo(
                        new Endpoint(Endpoint.Kind.OPENAI, "https://other/v1", "large", "secret"));
    }

    @Test
    void aMissingModelIsSaidWithItsVariable() {
        assertThatThrownBy(() -> Endpoint.of(null, "http://host", null, Map.of()))
                .hasMessageContaining("SEMSR_LLM_MODEL");
    }

    @Test
    void aPasswordInTheUrlIsRefusedAndNotRepeated() {
        assertThatThrownBy(() -> Endpoint.of(null, "http://me:pass@host", "tiny", Map.of()))
                .hasMessageContaining("SEMSR_LLM_API_KEY")
                .hasMessageNotContaining("pass@");
    }

    @Test
    void whatIsNoUrlOrKindIsRefused() {
        assertThatThrownBy(() -> Endpoint.of(null, "host:80", "tiny", Map.of()))
                .hasMessageContaining("http");
        assertThatThrownBy(() -> Endpoint.of("other", "http://host", "tiny", Map.of()))
                .hasMessageContaining("openai or ollama");
    }
}
