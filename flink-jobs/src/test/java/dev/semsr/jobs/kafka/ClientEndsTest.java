package dev.semsr.jobs.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.flink.configuration.Configuration;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.junit.jupiter.api.Test;

class ClientEndsTest {

    @Test
    void whatIsWrittenAtLeastOnceIsNotLostInAFailure() {
        var ends = new ClientEnds("localhost:1", new KafkaClientProperties(new Configuration()));

        assertThat(ends.atLeastOnce(new DeadLetterSerializer("dead")))
                .extracting("deliveryGuarantee")
                .isEqualTo(DeliveryGuarantee.AT_LEAST_ONCE);
    }
}
