package dev.semsr.jobs.refresh;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.junit.jupiter.api.Test;

class KafkaEndpointsTest {

    @Test
    void neitherVectorsNorDeadLettersAreLostInAFailure() {
        KafkaEndpoints endpoints =
                new KafkaEndpoints(
                        Configuration.fromMap(Map.of("kafka.bootstrap.servers", "localhost:1")));

        assertThat(List.of(endpoints.itemVectors(), endpoints.deadLetters()))
                .extracting("deliveryGuarantee")
                .containsOnly(DeliveryGuarantee.AT_LEAST_ONCE);
    }
}
