package dev.semsr.jobs.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.semsr.core.quality.Judgement;
import dev.semsr.jobs.config.InvalidOptionException;
import dev.semsr.jobs.recommend.RecommendOptions;
import dev.semsr.schemas.QualityReport;
import dev.semsr.schemas.Recommendation;
import java.io.IOException;
import java.lang.reflect.Field;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.description.HtmlFormatter;
import org.apache.flink.formats.avro.typeutils.AvroTypeInfo;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.graph.StreamGraph;
import org.apache.flink.streaming.api.graph.StreamNode;
import org.junit.jupiter.api.Test;

/** The graph and the options with their names: what savepoints and scripts depend on. */
class QualityGraphTest {

    @Test
    void uidsAndNamesAreThoseOfTheReleasedGraph() throws IOException {
        List<String> lines =
                graph().getStreamNodes().stream()
                        .map(node -> node.getTransformationUID() + " | " + node.getOperatorName())
                        .sorted()
                        .toList();

        assertThat(String.join("\n", lines)).isEqualTo(golden("job-graph.txt"));
    }

    @Test
    void everyOperatorHasAUidAndTheJobsMaximumParallelism() {
        assertThat(graph().getStreamNodes())
                .allSatisfy(node -> assertThat(node.getTransformationUID()).isNotNull())
                .extracting(StreamNode::getMaxParallelism)
                .containsOnly(240);
    }

    @Test
    void namesAndDefaultsOfOptionsAreThoseOfTheRelease() throws IOException {
        String options =
                QualityOptions.all().stream()
                        .map(option -> option.key() + " = " + option.defaultValue())
                        .collect(Collectors.joining("\n"));

        assertThat(options).isEqualTo(golden("options.txt"));
    }

    @Test
    void everyOptionIsListedOnceAndDescribed() throws IllegalAccessException {
        List<ConfigOption<?>> declared = new ArrayList<>();
        for (Field field : QualityOptions.class.getDeclaredFields()) {
            if (field.getType() == ConfigOption.class) {
                declared.add((ConfigOption<?>) field.get(null));
            }
        }

        assertThat(QualityOptions.all())
                .doesNotHaveDuplicates()
                .containsAll(declared)
                .allSatisfy(
                        option ->
                                assertThat(new HtmlFormatter().format(option.description()))
                                        .isNotBlank());
        assertThat(QualityOptions.all().stream().map(ConfigOption::key)).doesNotHaveDuplicates();
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

    private static String golden(String name) throws IOException {
        try (var in = QualityGraphTest.class.getResourceAsStream(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).strip();
        }
    }
}
