package dev.semsr.jobs.refresh;

import static org.assertj.core.api.Assertions.assertThat;

import dev.semsr.jobs.encoding.NamedEncoderSource;
import dev.semsr.jobs.recommend.JobDefaults;
import dev.semsr.jobs.record.ItemVectorChange;
import dev.semsr.jobs.testing.Released;
import dev.semsr.schemas.RefreshedItem;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.formats.avro.typeutils.AvroTypeInfo;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.graph.StreamGraph;
import org.apache.flink.streaming.api.graph.StreamNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The graph as it goes to Flink, with its real ends: what a savepoint depends on. */
class JobGraphTest {

    private final Configuration config =
            new Configuration().set(RefreshOptions.BOOTSTRAP_SERVERS, "localhost:9092");

    @Test
    void uidsAndNamesAreThoseOfTheReleasedGraph() throws IOException {
        assertThat(Released.operators(graph()))
                .isEqualTo(Released.golden(JobGraphTest.class, "job-graph.txt"));
    }

    @Test
    void statesAreNamedAsReleased() {
        assertThat(List.of(RefreshState.ITEMS, RefreshState.WAITING, RefreshState.ENCODER))
                .containsExactly("items", "waiting", "encoder");
    }

    @Test
    void theItemAndItsVectorAreHandedOnWithoutANetwork() {
        List<String> names = new ArrayList<>();
        graph().getJobGraph().getVertices().forEach(vertex -> names.add(vertex.getName()));

        assertThat(names)
                .anyMatch(name -> name.contains("Items -> Decode items"))
                .anyMatch(name -> name.contains("Refresh items -> Item vectors: Writer"));
    }

    /** RocksDB holds a key as its bytes: of another type, nothing would be found again. */
    @Test
    void keysAreOfTheTypesOfTheRelease() {
        assertThat(Released.keys(graph())).containsExactly("refresh-items | StringSerializer");
    }

    @Test
    void maxParallelismIsSetOnTheWholeJob() {
        assertThat(graph().getStreamNodes())
                .extracting(StreamNode::getMaxParallelism)
                .containsOnly(240);
    }

    @ParameterizedTest
    @ValueSource(
            classes = {
                ItemChange.class,
                ItemVectorChange.class,
                RefreshedItem.class,
                WaitingItem.class
            })
    void nothingIsSerialisedByKryo(Class<?> type) {
        SerializerConfigImpl serializers =
                new SerializerConfigImpl(
                        new Configuration().set(PipelineOptions.GENERIC_TYPES, false));

        assertThat(TypeInformation.of(type).createSerializer(serializers)).isNotNull();
    }

    @Test
    void recordsThatASavepointHoldsAreAvro() {
        assertThat(TypeInformation.of(ItemChange.class)).isInstanceOf(AvroTypeInfo.class);
        assertThat(TypeInformation.of(RefreshedItem.class)).isInstanceOf(AvroTypeInfo.class);
        assertThat(TypeInformation.of(WaitingItem.class)).isInstanceOf(AvroTypeInfo.class);
    }

    private StreamGraph graph() {
        KafkaEndpoints kafka = new KafkaEndpoints(config);
        StreamExecutionEnvironment env = StreamExecutionEnvironment.createLocalEnvironment(1);
        JobDefaults.apply(env, config, RefreshOptions.all());
        RefreshJob.define(
                env,
                RefreshSettings.from(config),
                new RefreshEndpoints(
                        kafka.items(),
                        kafka.itemVectors(),
                        kafka.deadLetters(),
                        new NamedEncoderSource("bge-small-en-v15-q", 1, Duration.ofSeconds(1))));
        return env.getStreamGraph();
    }
}
