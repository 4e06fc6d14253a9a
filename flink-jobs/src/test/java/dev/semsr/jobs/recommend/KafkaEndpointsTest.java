package dev.semsr.jobs.recommend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.semsr.jobs.config.InvalidOptionException;
import dev.semsr.jobs.deadletter.DeadLetter;
import dev.semsr.jobs.kafka.DeadLetterSerializer;
import dev.semsr.jobs.kafka.RawRecordSchema;
import dev.semsr.jobs.kafka.RecommendationSerializer;
import dev.semsr.jobs.record.RawRecord;
import dev.semsr.jobs.record.RecordHeader;
import dev.semsr.schemas.Recommendation;
import dev.semsr.schemas.RecommendedItem;
import dev.semsr.schemas.SingleObjectCodec;
import dev.semsr.schemas.Source;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.functions.util.ListCollector;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.apache.flink.connector.kafka.sink.TransactionNamingStrategy;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What needs no broker; the rest is in the integration tests. */
class KafkaEndpointsTest {

    @Test
    void theBrokersMustBeNamed() {
        assertThatThrownBy(() -> new KafkaEndpoints(new Configuration()).check())
                .isInstanceOf(InvalidOptionException.class)
                .hasMessageContaining("'kafka.bootstrap.servers' is required");
    }

    @Test
    void exactlyOnceNeedsAPrefix() {
        Configuration config =
                Configuration.fromMap(
                        Map.of(
                                "kafka.bootstrap.servers", "localhost:1",
                                "delivery.guarantee", "EXACTLY_ONCE"));

        assertThatThrownBy(() -> new KafkaEndpoints(config).check())
                .isInstanceOf(InvalidOptionException.class)
                .hasMessageContaining("'delivery.transactional-id-prefix' is required");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ab", "two words", "a/b", "shop\n"})
    void thePrefixIsAPlainName(String prefix) {
        assertThatThrownBy(() -> exactlyOnce(prefix).check())
                .isInstanceOf(InvalidOptionException.class)
                .hasMessageContaining("'delivery.transactional-id-prefix' is '" + prefix + "'");
    }

    /** Another id for each checkpoint would be kept by the broker for a week. */
    @Test
    void transactionalIdsAreReused() {
        assertThat(exactlyOnce("shop").recommendations())
                .extracting("transactionNamingStrategy", "transactionalIdPrefix")
                .containsExactly(TransactionNamingStrategy.POOLING, "shop-recommendations");
        assertThat(exactlyOnce("shop").deadLetters())
                .extracting("transactionNamingStrategy", "transactionalIdPrefix")
                .containsExactly(TransactionNamingStrategy.POOLING, "shop-dead-letters");
    }

    /** Flink's own default is none: what a failure finds unsent would be lost without a word. */
    @Test
    void nothingIsLostUnlessSomebodyAsksForThat() {
        KafkaEndpoints defaults =
                new KafkaEndpoints(
                        Configuration.fromMap(Map.of("kafka.bootstrap.servers", "localhost:1")));

        assertThat(List.of(defaults.recommendations(), defaults.deadLetters()))
                .extracting("deliveryGuarantee")
                .containsOnly(DeliveryGuarantee.AT_LEAST_ONCE);
    }

    @Test
    void bothTopicsAreWrittenExactlyOnceWhenThatIsAskedFor() {
        KafkaEndpoints asked = exactlyOnce("shop");

        assertThat(List.of(asked.recommendations(), asked.deadLetters()))
                .extracting("deliveryGuarantee")
                .containsOnly(DeliveryGuarantee.EXACTLY_ONCE);
    }

    private static KafkaEndpoints exactlyOnce(String prefix) {
        return new KafkaEndpoints(
                Configuration.fromMap(
                        Map.of(
                                "kafka.bootstrap.servers", "localhost:1",
                                "delivery.guarantee", "EXACTLY_ONCE",
                                "delivery.transactional-id-prefix", prefix)));
    }

    @Test
    void recommendationsAreKeyedByTheirSession() throws Exception {
        Recommendation recommendation =
                new Recommendation(
                        "r1",
                        "s1",
                        "e1",
                        1L,
                        List.of(
                                new RecommendedItem(
                                        "i1",
                                        1f,
                                        Source.MODEL,
                                        "text 50 %",
                                        0.5f,
                                        "i0",
                                        List.of("r"))),
                        "m/1",
                        "base/niser",
                        Instant.ofEpochMilli(1),
                        Instant.ofEpochMilli(2));
        RecommendationSerializer serializer = new RecommendationSerializer("recommendations");
        serializer.open(null, null);

        ProducerRecord<byte[], byte[]> record = serializer.serialize(recommendation, null, null);

        assertThat(record.topic()).isEqualTo("recommendations");
        assertThat(record.key()).isEqualTo("s1".getBytes(StandardCharsets.UTF_8));
        assertThat(SingleObjectCodec.of(Recommendation.class).decode(record.value()))
                .isEqualTo(recommendation);
    }

    @Test
    void deadLettersAreWrittenAsTheyAre() {
        DeadLetter letter =
                new DeadLetter(
                        new byte[] {1},
                        null,
                        List.of(RecordHeader.of("a", "1"), new RecordHeader("b", null)));

        ProducerRecord<byte[], byte[]> record =
                new DeadLetterSerializer("dead").serialize(letter, null, null);

        assertThat(record.topic()).isEqualTo("dead");
        assertThat(record.key()).containsExactly(1);
        assertThat(record.value()).isNull();
        assertThat(record.headers().toArray()).hasSize(2);
        assertThat(record.headers().lastHeader("b").value()).isNull();
    }

    @Test
    void recordsAreReadWithTheirCoordinatesAndHeaders() {
        ConsumerRecord<byte[], byte[]> record =
                new ConsumerRecord<>("clicks", 3, 42, null, new byte[] {7});
        record.headers().add("trace", new byte[] {9});
        List<RawRecord> read = new ArrayList<>();

        new RawRecordSchema().deserialize(record, new ListCollector<>(read));

        assertThat(read).hasSize(1);
        assertThat(read.get(0).coordinates()).isEqualTo("clicks-3@42");
        assertThat(read.get(0).key()).isNull();
        assertThat(read.get(0).value()).containsExactly(7);
        assertThat(read.get(0).headers().get(0).name()).isEqualTo("trace");
        assertThat(read.get(0).headers().get(0).value()).containsExactly(9);
    }
}
