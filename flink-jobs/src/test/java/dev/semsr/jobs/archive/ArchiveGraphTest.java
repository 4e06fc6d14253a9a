package dev.semsr.jobs.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.semsr.jobs.config.InvalidOptionException;
import dev.semsr.jobs.recommend.RecommendOptions;
import dev.semsr.jobs.testing.Released;
import dev.semsr.schemas.ArchivedSession;
import dev.semsr.schemas.OpenSession;
import dev.semsr.schemas.SessionErasure;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.formats.avro.typeutils.AvroTypeInfo;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.graph.StreamGraph;
import org.apache.flink.streaming.api.graph.StreamNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The graph and the options with their names: what savepoints and scripts depend on. */
class ArchiveGraphTest {

    @TempDir Path folder;

    @Test
    void uidsAndNamesAreThoseOfTheReleasedGraph() throws IOException {
        assertThat(Released.operators(graph()))
                .isEqualTo(Released.golden(ArchiveGraphTest.class, "job-graph.txt"));
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
        assertThat(Released.keys(graph())).containsExactly("open-sessions | StringSerializer");
    }

    @Test
    void namesAndDefaultsOfOptionsAreThoseOfTheRelease() throws IOException {
        assertThat(Released.options(ArchiveOptions.all()))
                .isEqualTo(Released.golden(ArchiveGraphTest.class, "options.txt"));
    }

    @Test
    void everyOptionIsListedOnceAndDescribed() throws IllegalAccessException {
        Released.assertListedOnceAndDescribed(ArchiveOptions.all(), ArchiveOptions.class);
    }

    @ParameterizedTest
    @ValueSource(classes = {ArchivedSession.class, SessionErasure.class, OpenSession.class})
    void whatASavepointHoldsIsAvro(Class<?> type) {
        assertThat(TypeInformation.of(type)).isInstanceOf(AvroTypeInfo.class);
    }

    @Test
    void aFolderIsRequired() {
        Configuration config =
                new Configuration().set(RecommendOptions.BOOTSTRAP_SERVERS, "localhost:9092");

        assertThatThrownBy(
                        () ->
                                ArchiveJob.prepare(
                                        StreamExecutionEnvironment.createLocalEnvironment(1),
                                        config))
                .isInstanceOf(InvalidOptionException.class)
                .hasMessageContaining("archive.folder");
    }

    @Test
    void aBackstopShorterThanTheGapIsRefused() {
        Configuration config =
                new Configuration().set(ArchiveOptions.BACKSTOP, Duration.ofMinutes(29));

        assertThatThrownBy(() -> ArchiveSettings.from(config))
                .isInstanceOf(InvalidOptionException.class)
                .hasMessageContaining("archive.backstop")
                .hasMessageContaining("session.gap");
    }

    @Test
    void checkpointsAreSeldomerThanTheMainJobsUnlessTheyAreSet() {
        assertThat(interval(new Configuration())).isEqualTo(Duration.ofMinutes(5));
        assertThat(
                        interval(
                                new Configuration()
                                        .set(
                                                CheckpointingOptions.CHECKPOINTING_INTERVAL,
                                                Duration.ofSeconds(7))))
                .isEqualTo(Duration.ofSeconds(7));
    }

    @Test
    void eventTimeGoesOnAndGenericTypesAreForbidden() {
        StreamExecutionEnvironment env = StreamExecutionEnvironment.createLocalEnvironment(1);
        ArchiveJob.defaults(env, new Configuration());

        assertThat(env.getConfiguration().get(PipelineOptions.AUTO_WATERMARK_INTERVAL))
                .isPositive();
        assertThat(env.getConfiguration().get(PipelineOptions.GENERIC_TYPES)).isFalse();
    }

    private static Duration interval(Configuration config) {
        StreamExecutionEnvironment env = StreamExecutionEnvironment.createLocalEnvironment(1);
        ArchiveJob.defaults(env, config);
        return env.getConfiguration().get(CheckpointingOptions.CHECKPOINTING_INTERVAL);
    }

    private StreamGraph graph() {
        StreamExecutionEnvironment env = StreamExecutionEnvironment.createLocalEnvironment(1);
        ArchiveJob.prepare(
                env,
                new Configuration()
                        .set(RecommendOptions.BOOTSTRAP_SERVERS, "localhost:9092")
                        .set(ArchiveOptions.FOLDER, folder.toUri().toString()));
        return env.getStreamGraph();
    }
}
