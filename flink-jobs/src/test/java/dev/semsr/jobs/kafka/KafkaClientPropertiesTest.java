package dev.semsr.jobs.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Properties;
import org.apache.flink.configuration.Configuration;
import org.junit.jupiter.api.Test;

class KafkaClientPropertiesTest {

    private final KafkaClientProperties properties =
            new KafkaClientProperties(
                    Configuration.fromMap(
                            Map.of(
                                    "kafka.security.protocol", "SASL_SSL",
                                    "kafka.client.id", "semsr",
                                    "kafka.consumer.client.id", "reader",
                                    "kafka.producer.acks", "1",
                                    "session.gap", "1 min")));

    @Test
    void everyClientGetsTheCommonProperties() {
        Map<String, String> common = Map.of("security.protocol", "SASL_SSL", "client.id", "semsr");

        assertThat(properties.common()).isEqualTo(common);
        assertThat(properties.producer(new Properties())).containsAllEntriesOf(common);
    }

    @Test
    void thoseOfOneKindWinAndStayWithTheirKind() {
        assertThat(properties.consumer(new Properties()))
                .isEqualTo(Map.of("security.protocol", "SASL_SSL", "client.id", "reader"));
        assertThat(properties.producer(new Properties())).containsEntry("acks", "1");
    }

    @Test
    void defaultsGiveWay() {
        Properties defaults = new Properties();
        defaults.setProperty("acks", "all");
        defaults.setProperty("linger.ms", "0");

        assertThat(properties.producer(defaults))
                .containsEntry("acks", "1")
                .containsEntry("linger.ms", "0");
    }
}
