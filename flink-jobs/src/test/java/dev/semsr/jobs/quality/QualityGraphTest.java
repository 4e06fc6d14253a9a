package dev.semsr.jobs.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.semsr.core.quality.Judgement;
import dev.semsr.jobs.config.InvalidOptionException;
import dev.semsr.jobs.recommend.RecommendOptions;
import dev.semsr.jobs.testing.Released;
import dev.semsr.schemas.QualityReport;
import dev.semsr.schemas.Recommendation;
import java.io.IOException;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.formats.avro.typeutils.AvroTypeInfo;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.graph.StreamGraph;
import org.apache.flink.streaming.api.graph.StreamNode;
import org.junit.jupiter.api.Test;

/** The graph and the options with their names: what savepoints and scripts depend on. */
class QualityGraphTest {

    @Test
    void uidsAndNamesAreThoseOfTheReleasedGraph() throws IOException {
        assertThat(Released.operators(graph()))
                .isEqualTo(Released.golden(QualityGraphTest.class, "job-graph.txt"));
    }

    @Test
    void everyOperatorHasAUidAndTheJobsMaximumParallelism() {
        assertThat(graph().getStreamNodes())
                .allSatisfy(node -> assertThat(node.getTransformationUID()).isNotNull())
                .extracting(StreamNode::getMaxParallelism)
                .containsOnly(240);
    }

    /** RocksDB holds a key as its bytes: of another type, nothing would be found again. */
    @Test
    void keysAreOfTheTypesOfTheRelease() {
        assertThat(Released.keys(graph()))
                .containsExactly(
                        "judge | StringSerializer",
                        "report | StringSerializer",
                        "watch-rollouts | StringSerializer");
    }

    @Test
    void namesAndDefaultsOfOptionsAreThoseOfTheRelease() throws IOException {
        assertThat(Released.options(QualityOptions.all()))
                .isEqualTo(Released.golden(QualityGraphTest.class, "options.txt"));
    }

    @Test
    void everyOptionIsListedOnceAndDescribed() throws IllegalAccessException {
        Released.assertListedOnceAndDescribed(QualityOptions.all(), QualityOptions.class);
    }

    @Test
    void whatASavepointHoldsIsAvroAndTheRestIsNotKryos() {
        SerializerConfigImpl serializers =
                new SerializerConfigImpl(
                        new Configuration().set(PipelineOptions.GENERIC_TYPES, false));

        assertThat(TypeInformation.of(QualityReport.class)).isInstanceOf(AvroTypeInfo.class);
        assertThat(TypeInformation.of(Recommendation.class)).isInstanceOf(AvroTypeInfo.class);
        assertThat(TypeInformation.of(Judgement.class).createSerializer(serializers)).isNotNull();
        assertThat(TypeInformation.of(Judged.class).createSerializer(serializers)).isNotNull();
    }

    @Test
    void eventTimeGoesOnAndGenericTypesAreForbidden() {
        StreamExecutionEnvironment env = StreamExecutionEnvironment.createLocalEnvironment(1);
        QualityJob.defaults(env, new Configuration());

        assertThat(env.getConfiguration().get(PipelineOptions.AUTO_WATERMARK_INTERVAL))
                .isPositive();
        assertThat(env.getConfiguration().get(PipelineOptions.GENERIC_TYPES)).isFalse();
    }

    @Test
    void withoutAutomaticRollbackNothingIsReadFromOrWrittenToTheRollouts() {
        StreamExecutionEnvironment env = StreamExecutionEnvironment.createLocalEnvironment(1);
        QualityJob.prepare(
                env, new Configuration().set(RecommendOptions.BOOTSTRAP_SERVERS, "localhost:9092"));

        assertThat(env.getStreamGraph().getStreamNodes())
                .extracting(StreamNode::getTransformationUID)
                .contains(Uids.REPORT)
                .doesNotContain(Uids.ROLLOUTS_SOURCE, Uids.WATCH_ROLLOUTS, Uids.ROLLBACKS_SINK);
    }

    @Test
    void aRuleThatCannotBeIsRefused() {
        Configuration config = new Configuration().set(QualityOptions.ROLLBACK_CONFIDENCE, 1.0);

        assertThatThrownBy(() -> QualitySettings.from(config))
                .isInstanceOf(InvalidOptionException.class)
                .hasMessageContaining("quality.rollback.confidence");
    }

    private StreamGraph graph() {
        StreamExecutionEnvironment env = StreamExecutionEnvironment.createLocalEnvironment(1);
        QualityJob.prepare(
                env,
                new Configuration()
                        .set(RecommendOptions.BOOTSTRAP_SERVERS, "localhost:9092")
                        .set(QualityOptions.AUTO_ROLLBACK, true));
        return env.getStreamGraph();
    }
}
