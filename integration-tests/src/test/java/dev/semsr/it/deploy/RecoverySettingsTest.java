package dev.semsr.it.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.ExternalizedCheckpointRetention;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.state.rocksdb.RocksDBOptions;
import org.apache.flink.util.TimeUtils;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a recovery hangs on, by value: an option that Flink knows may still say the wrong thing. */
class RecoverySettingsTest {

    private static final String SAVEPOINT_INTERVAL =
            "kubernetes.operator.periodic.savepoint.interval";

    @ParameterizedTest
    @MethodSource("mainJob")
    void barriersOvertakeABacklog(Configuration flink) {
        assertThat(flink.get(CheckpointingOptions.ENABLE_UNALIGNED)).isTrue();
        assertThat(flink.get(CheckpointingOptions.ALIGNED_CHECKPOINT_TIMEOUT))
                .isEqualTo(Duration.ofSeconds(1));
    }

    @ParameterizedTest
    @MethodSource("everyJob")
    void littleIsUnderWayBetweenTwoTasks(Configuration flink) {
        assertThat(flink.get(TaskManagerOptions.BUFFER_DEBLOAT_ENABLED)).isTrue();
    }

    @ParameterizedTest
    @MethodSource("everyJob")
    void storageMayFailForAMoment(Configuration flink) {
        assertThat(flink.get(CheckpointingOptions.TOLERABLE_FAILURE_NUMBER)).isEqualTo(3);
    }

    @ParameterizedTest
    @MethodSource("everyJob")
    void threeCheckpointsOutliveTheJob(Configuration flink) {
        assertThat(flink.get(CheckpointingOptions.EXTERNALIZED_CHECKPOINT_RETENTION))
                .isEqualTo(ExternalizedCheckpointRetention.RETAIN_ON_CANCELLATION);
        assertThat(flink.get(CheckpointingOptions.MAX_RETAINED_CHECKPOINTS)).isEqualTo(3);
    }

    @ParameterizedTest
    @MethodSource("deployments")
    void theOperatorTakesASavepointEverySixHours(JsonNode spec) {
        String interval = spec.path("flinkConfiguration").path(SAVEPOINT_INTERVAL).asText();

        assertThat(TimeUtils.parseDuration(interval)).isEqualTo(Duration.ofHours(6));
    }

    /** It could start one without its state. */
    @ParameterizedTest
    @MethodSource("deployments")
    void theOperatorDoesNotRestartAFailedJob(JsonNode spec) {
        assertThat(spec.path("flinkConfiguration").has("kubernetes.operator.job.restart.failed"))
                .isFalse();
    }

    @ParameterizedTest
    @MethodSource("deployments")
    void rocksDbIsOnADiskOfTheNode(JsonNode spec) {
        String folder = configuration(spec).get(RocksDBOptions.LOCAL_DIRECTORIES);
        JsonNode pod = spec.at("/podTemplate/spec");

        JsonNode mount = only(pod.at("/containers/0/volumeMounts"), "mountPath", folder);
        JsonNode volume = only(pod.path("volumes"), "name", mount.path("name").asText());

        assertThat(volume.has("emptyDir")).as("%s", volume).isTrue();
        assertThat(volume.path("emptyDir").path("medium").asText())
                .as("a disk, and not the container's memory")
                .isEmpty();
    }

    private static JsonNode only(JsonNode list, String field, String value) {
        List<JsonNode> found =
                StreamSupport.stream(list.spliterator(), false)
                        .filter(entry -> entry.path(field).asText().equals(value))
                        .toList();
        assertThat(found).as("%s = %s", field, value).hasSize(1);
        return found.get(0);
    }

    private static Stream<Named<Configuration>> mainJob() {
        return Stream.concat(
                Stream.of(compose()), overlays("cpu", "gpu").map(RecoverySettingsTest::flink));
    }

    private static Stream<Named<Configuration>> everyJob() {
        return Stream.concat(Stream.of(compose()), deployments().map(RecoverySettingsTest::flink));
    }

    private static Stream<Named<JsonNode>> deployments() {
        return Stream.concat(overlays("cpu", "gpu"), specs("deploy/jobs"));
    }

    private static Stream<Named<JsonNode>> overlays(String... names) {
        return Stream.of(names).flatMap(name -> specs("deploy/overlays/" + name));
    }

    private static Stream<Named<JsonNode>> specs(String folder) {
        return Kustomization.of(Checkout.path(folder)).all("FlinkDeployment").stream()
                .map(
                        job ->
                                Named.of(
                                        folder + " " + job.at("/metadata/name").asText(),
                                        job.path("spec")));
    }

    private static Named<Configuration> flink(Named<JsonNode> spec) {
        return Named.of(spec.getName(), configuration(spec.getPayload()));
    }

    private static Named<Configuration> compose() {
        return Named.of(
                "docker/compose.yaml", Configuration.fromMap(ComposeFile.flinkProperties()));
    }

    private static Configuration configuration(JsonNode spec) {
        Configuration flink = new Configuration();
        spec.path("flinkConfiguration")
                .properties()
                .forEach(entry -> flink.setString(entry.getKey(), entry.getValue().asText()));
        return flink;
    }
}
