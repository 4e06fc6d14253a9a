package dev.semsr.jobs.recommend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.semsr.jobs.deadletter.DeadLetter;
import dev.semsr.jobs.record.RawRecord;
import dev.semsr.jobs.rollout.IssuedRollout;
import dev.semsr.jobs.scoring.ScoredRequest;
import dev.semsr.jobs.scoring.ScoringRequest;
import dev.semsr.jobs.scoring.StoredModelSource;
import dev.semsr.jobs.testing.Released;
import dev.semsr.schemas.Click;
import dev.semsr.schemas.Recommendation;
import dev.semsr.schemas.SessionState;
import java.io.IOException;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
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
            new Configuration().set(RecommendOptions.BOOTSTRAP_SERVERS, "localhost:9092");

    @Test
    void uidsAndNamesAreThoseOfTheReleasedGraph() throws IOException {
        assertThat(Released.operators(graph()))
                .isEqualTo(Released.golden(JobGraphTest.class, "job-graph.txt"));
    }

    @Test
    void aJobWithRolloutsAddsItsOwnUidsAndKeepsTheOthers() throws IOException {
        String operators = Released.operators(graphWithRollouts());

        assertThat(operators)
                .isEqualTo(Released.golden(JobGraphTest.class, "job-graph-rollouts.txt"));
        assertThat(operators.lines())
                .containsAll(Released.golden(JobGraphTest.class, "job-graph.txt").lines().toList());
    }

    @Test
    void withRolloutsAnAnswerTakesNoWayRoundEither() {
        List<String> names = new ArrayList<>();
        graphWithRollouts()
                .getJobGraph()
                .getVertices()
                .forEach(vertex -> names.add(vertex.getName()));

        assertThat(names)
                .anyMatch(
                        name ->
                                name.startsWith("Sessions -> ")
                                        && name.contains("Score -> Rank -> Recommendations"));
    }

    @Test
    void everyOperatorHasAUid() {
        assertThat(graph().getStreamNodes())
                .allSatisfy(node -> assertThat(node.getTransformationUID()).isNotNull());
    }

    @Test
    void noUidStandsForTwoThings() throws IllegalAccessException {
        List<String> uids = new ArrayList<>();
        for (Field field : Uids.class.getDeclaredFields()) {
            if (Modifier.isPublic(field.getModifiers())) {
                uids.add((String) field.get(null));
            }
        }

        assertThat(uids).doesNotHaveDuplicates().allMatch(uid -> uid.matches("[a-z]+(-[a-z]+)*"));
    }

    /** RocksDB holds a key as its bytes: of another type, no session would be found again. */
    @Test
    void keysAreOfTheTypesOfTheRelease() {
        assertThat(Released.keys(graph())).containsExactly("sessions | StringSerializer");
    }

    @Test
    void sessionScoreAndRankAreChainedSoThatAnAnswerTakesNoWayRound() {
        var vertices = graph().getJobGraph().getVertices();
        List<String> names = new ArrayList<>();
        vertices.forEach(vertex -> names.add(vertex.getName()));

        assertThat(names)
                .anyMatch(name -> name.contains("Sessions -> Score -> Rank -> Recommendations"))
                .anyMatch(name -> name.contains("Clicks -> Decode clicks"));
    }

    @Test
    void theOverloadGateStandsInTheGraphOnlyIfItIsAskedForAndCostsNoWayRound() {
        assertThat(graph().getStreamNodes())
                .noneMatch(node -> Uids.OVERLOAD.equals(node.getTransformationUID()));

        config.set(RecommendOptions.SCORING_OVERLOAD_AFTER, Duration.ofSeconds(1));
        List<String> names = new ArrayList<>();
        graph().getJobGraph().getVertices().forEach(vertex -> names.add(vertex.getName()));

        assertThat(names).anyMatch(name -> name.contains("Sessions -> Overload gate -> Score"));
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
                RawRecord.class,
                IssuedRollout.class,
                Click.class,
                ScoringRequest.class,
                ScoredRequest.class,
                Recommendation.class,
                DeadLetter.class,
                SessionState.class
            })
    void nothingIsSerialisedByKryo(Class<?> type) {
        SerializerConfigImpl serializers =
                new SerializerConfigImpl(
                        new Configuration().set(PipelineOptions.GENERIC_TYPES, false));

        assertThat(TypeInformation.of(type).createSerializer(serializers)).isNotNull();
    }

    @Test
    void recordsThatASavepointHoldsAreAvro() {
        assertThat(TypeInformation.of(ScoringRequest.class)).isInstanceOf(AvroTypeInfo.class);
        assertThat(TypeInformation.of(Click.class)).isInstanceOf(AvroTypeInfo.class);
    }

    @Test
    void genericTypesAreForbidden() {
        StreamExecutionEnvironment env = environment();

        assertThat(env.getConfiguration().get(PipelineOptions.GENERIC_TYPES)).isFalse();
    }

    private StreamExecutionEnvironment environment() {
        StreamExecutionEnvironment env = StreamExecutionEnvironment.createLocalEnvironment(1);
        JobDefaults.apply(env, config);
        return env;
    }

    private StreamGraph graphWithRollouts() {
        config.set(RecommendOptions.MODEL_NAME, "model");
        config.set(RecommendOptions.ROLLOUTS_TOPIC, "model-rollouts");
        return graph();
    }

    private StreamGraph graph() {
        KafkaEndpoints kafka = new KafkaEndpoints(config);
        StreamExecutionEnvironment env = environment();
        RecommendJob.define(
                env,
                RecommendSettings.from(config),
                new RecommendEndpoints(
                        kafka.clicks(),
                        kafka.recommendations(),
                        kafka.deadLetters(),
                        new StoredModelSource("store", "model", "latest"),
                        kafka.rollouts()));
        return env.getStreamGraph();
    }
}
