package dev.semsr.jobs.refresh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.semsr.jobs.config.InvalidOptionException;
import java.util.Map;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RefreshSettingsTest {

    @Test
    void theDefaultsAreValid() {
        RefreshSettings settings = RefreshSettings.from(new Configuration());

        assertThat(settings.template()).isEqualTo("title-brand-category");
        assertThat(settings.encoding().maxBatch()).isEqualTo(16);
        assertThat(settings.maxAtEncoder()).isEqualTo(64);
    }

    @ParameterizedTest
    @CsvSource({
        "encoder.name, word2vec",
        "encoder.template, title-colour",
        "encoder.max-batch, 0",
        "encoder.threads, 0",
        "encoder.max-requests-per-second, -1",
        "encoder.first-back-off, 0 ms",
        "encoder.timeout, 0 ms",
        "dead-letters.max-size, 3 gb",
        "items.start, SOMEWHERE"
    })
    void aWrongOptionIsNamedAtStart(String key, String value) {
        Configuration config =
                Configuration.fromMap(Map.of("kafka.bootstrap.servers", "host:1", key, value));

        assertThatThrownBy(
                        () ->
                                RefreshJob.prepare(
                                        StreamExecutionEnvironment.createLocalEnvironment(1),
                                        config))
                .isInstanceOf(InvalidOptionException.class)
                .hasMessageContaining(key);
    }

    @Test
    void theBrokersMustBeGiven() {
        assertThatThrownBy(
                        () ->
                                RefreshJob.prepare(
                                        StreamExecutionEnvironment.createLocalEnvironment(1),
                                        new Configuration()))
                .isInstanceOf(InvalidOptionException.class)
                .hasMessageContaining("kafka.bootstrap.servers");
    }
}
