package dev.semsr.jobs.config;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.semsr.jobs.recommend.RecommendOptions;
import java.util.Map;
import org.apache.flink.configuration.Configuration;
import org.junit.jupiter.api.Test;

class OptionChecksTest {

    @Test
    void ownOptionsThoseOfKafkaAndThoseOfFlinkAreKnown() {
        Map<String, String> options =
                Map.of(
                        "session.gap", "10 min",
                        "kafka.security.protocol", "SASL_SSL",
                        "kafka.producer.compression.type", "lz4",
                        "execution.checkpointing.interval", "5 s",
                        "parallelism.default", "2");

        assertThatCode(() -> check(options)).doesNotThrowAnyException();
    }

    @Test
    void anUnknownOptionIsNamedWithTheNearestKnownOne() {
        assertThatThrownBy(() -> check(Map.of("session.gaps", "10 min")))
                .isInstanceOf(InvalidOptionException.class)
                .hasMessage("Unknown option 'session.gaps'. Did you mean 'session.gap'?");
    }

    @Test
    void aValueOfTheWrongTypeIsNamedWithItsOption() {
        assertThatThrownBy(() -> check(Map.of("session.gap", "half an hour")))
                .isInstanceOf(InvalidOptionException.class)
                .hasMessageContaining("'session.gap'")
                .hasMessageContaining("half an hour");
        assertThatThrownBy(() -> check(Map.of("delivery.guarantee", "MAYBE")))
                .hasMessageContaining("'delivery.guarantee'")
                .hasMessageContaining("EXACTLY_ONCE");
    }

    @Test
    void aRequiredOptionThatIsNotSetIsNamed() {
        assertThatThrownBy(
                        () ->
                                OptionChecks.required(
                                        new Configuration(), RecommendOptions.MODEL_STORE))
                .hasMessage(
                        "Option 'model.store' is required and not set. Set it with --model.store"
                                + " VALUE.");
    }

    private static void check(Map<String, String> options) {
        OptionChecks.checkKeysAndTypes(Configuration.fromMap(options), RecommendOptions.all());
    }
}
