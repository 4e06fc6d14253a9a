package dev.semsr.app.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BrokerTest {

    @Test
    void topicsHaveTheRetentionAndSizesOfTheDesign(@TempDir Path folder) throws Exception {
        try (var broker = EmbeddedBroker.start(BrokerSettings.inFolder(folder))) {
            Topics.standard(3).create(client(broker.bootstrapServers()));

            assertThat(config(broker.bootstrapServers(), Topics.ITEM_VECTORS, "cleanup.policy"))
                    .isEqualTo("compact");
            assertThat(config(broker.bootstrapServers(), Topics.CLICKS, "cleanup.policy"))
                    .isEqualTo("delete");
            assertThat(config(broker.bootstrapServers(), Topics.CLICKS, "max.message.bytes"))
                    .isEqualTo("4194304");
        }
    }

    @Test
    void topicsThatExistAreLeftAsTheyAre(@TempDir Path folder) throws Exception {
        try (var broker = EmbeddedBroker.start(BrokerSettings.inFolder(folder));
                var admin = Admin.create(client(broker.bootstrapServers()))) {
            Topics.standard(1).create(client(broker.bootstrapServers()));
            Topics.standard(3).create(client(broker.bootstrapServers()));

            var described = admin.describeTopics(List.of(Topics.CLICKS)).allTopicNames().get();
            assertThat(described.get(Topics.CLICKS).partitions()).hasSize(1);
        }
    }

    @Test
    void closedBrokerLeavesItsPortFree(@TempDir Path folder) {
        var settings = BrokerSettings.inFolder(folder);
        EmbeddedBroker.start(settings).close();

        assertThat(FreePorts.isFree(settings.port())).isTrue();
        assertThat(FreePorts.isFree(settings.controllerPort())).isTrue();
    }

    @Test
    void killedBrokerComesBackOnTheSamePortWithItsRecords(@TempDir Path folder) throws Exception {
        try (var broker = new BrokerProcess(BrokerSettings.inFolder(folder))) {
            broker.start();
            Topics.standard(1).create(client(broker.bootstrapServers()));
            send(broker.bootstrapServers(), "kept");

            broker.kill();
            assertThat(broker.isRunning()).isFalse();
            broker.start();

            assertThat(firstRecord(broker.bootstrapServers())).isEqualTo("kept");
        }
    }

    @Test
    void brokerThatCannotStartSaysWhereItsLogIs(@TempDir Path folder) {
        var settings = BrokerSettings.inFolder(folder).with("num.io.threads", "none");
        try (var broker = new BrokerProcess(settings)) {
            assertThatThrownBy(broker::start).hasMessageContaining("broker.log");
        }
    }

    private static Map<String, Object> client(String bootstrapServers) {
        return Map.of("bootstrap.servers", bootstrapServers);
    }

    private static String config(String bootstrapServers, String topic, String key)
            throws Exception {
        var resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
        try (var admin = Admin.create(client(bootstrapServers))) {
            return admin.describeConfigs(List.of(resource))
                    .all()
                    .get()
                    .get(resource)
                    .get(key)
                    .value();
        }
    }

    private static void send(String bootstrapServers, String value) throws Exception {
        try (var producer =
                new KafkaProducer<>(
                        client(bootstrapServers),
                        new ByteArraySerializer(),
                        new ByteArraySerializer())) {
            producer.send(new ProducerRecord<>(Topics.CLICKS, value.getBytes("UTF-8")))
                    .get(30, TimeUnit.SECONDS);
        }
    }

    private static String firstRecord(String bootstrapServers) throws Exception {
        try (var consumer =
                new KafkaConsumer<>(
                        client(bootstrapServers),
                        new ByteArrayDeserializer(),
                        new ByteArrayDeserializer())) {
            var partition = new TopicPartition(Topics.CLICKS, 0);
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            var records = consumer.poll(Duration.ofSeconds(30));
            return new String(records.iterator().next().value(), "UTF-8");
        }
    }
}
