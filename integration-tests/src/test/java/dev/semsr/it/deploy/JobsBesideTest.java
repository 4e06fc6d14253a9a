package dev.semsr.it.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.semsr.app.broker.Topics;
import dev.semsr.jobs.archive.ArchiveOptions;
import dev.semsr.jobs.archive.ArchiveSettings;
import dev.semsr.jobs.config.JobArguments;
import dev.semsr.jobs.config.OptionChecks;
import dev.semsr.jobs.quality.QualityOptions;
import dev.semsr.jobs.quality.QualitySettings;
import dev.semsr.jobs.recommend.RecommendOptions;
import dev.semsr.jobs.refresh.RefreshOptions;
import dev.semsr.jobs.refresh.RefreshSettings;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.JobManagerOptions;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.runtime.clusterframework.TaskExecutorProcessUtils;
import org.apache.flink.runtime.jobmanager.JobManagerProcessUtils;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The jobs beside the main one on Kubernetes: {@code deploy/jobs}. */
class JobsBesideTest {

    private static final Kustomization JOBS = Kustomization.of(Checkout.path("deploy/jobs"));
    private static final Kustomization BASE = Kustomization.of(Checkout.path("deploy/base"));

    /** What each job declares, by its name. */
    private static final Map<String, List<ConfigOption<?>>> OPTIONS =
            Map.of(
                    "archive", ArchiveOptions.all(),
                    "refresh", RefreshOptions.all(),
                    "quality", QualityOptions.all());

    @Test
    void everyResourceIsValid() {
        assertThat(JOBS.resources())
                .hasSizeGreaterThan(6)
                .allSatisfy(
                        resource ->
                                assertThat(ResourceModels.mistake(resource))
                                        .as("%s", resource.path("metadata"))
                                        .isEmpty());
        assertThat(JOBS.all("FlinkDeployment"))
                .extracting(job -> job.at("/metadata/name").asText())
                .containsExactlyInAnyOrder("semsr-archive", "semsr-refresh", "semsr-quality");
    }

    @ParameterizedTest
    @ValueSource(strings = {"archive", "refresh", "quality"})
    void flinkTakesTheOptionsAndMemoryAddsUp(String job) {
        Map<String, String> options = new HashMap<>();
        for (var entry : spec(job).path("flinkConfiguration").properties()) {
            options.put(entry.getKey(), entry.getValue().asText());
        }
        Configuration config = Configuration.fromMap(options);
        config.set(
                TaskManagerOptions.TOTAL_PROCESS_MEMORY,
                MemorySize.parse(spec(job).at("/taskManager/resource/memory").asText()));
        config.set(
                JobManagerOptions.TOTAL_PROCESS_MEMORY,
                MemorySize.parse(spec(job).at("/jobManager/resource/memory").asText()));

        assertThat(FlinkOptions.mistake(options)).isEmpty();
        assertThat(TaskExecutorProcessUtils.processSpecFromConfig(config).getTaskHeapSize())
                .isGreaterThan(MemorySize.ofMebiBytes(256));
        assertThatCode(() -> JobManagerProcessUtils.processSpecFromConfig(config))
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(strings = {"archive", "refresh", "quality"})
    void theJobIsInTheImageOfTheMainOneAndReadsTheOptionsThatAreMounted(String job)
            throws Exception {
        JsonNode main = BASE.only("FlinkDeployment").path("spec");
        Class<?> entry = Class.forName(spec(job).at("/job/entryClass").asText());
        Path argument = Path.of(spec(job).at("/job/args/1").asText());

        assertThat(entry.getMethod("main", String[].class)).isNotNull();
        assertThat(entry.getPackageName()).isEqualTo("dev.semsr.jobs." + job);
        assertThat(spec(job).at("/job/jarURI")).isEqualTo(main.at("/job/jarURI"));
        assertThat(spec(job).path("flinkVersion")).isEqualTo(main.path("flinkVersion"));
        assertThat(spec(job).at("/podTemplate/spec/containers/0/volumeMounts/0/mountPath").asText())
                .isEqualTo(argument.getParent().toString());
        assertThat(configMap("semsr-" + job + "-options").path("data").has(file(argument)))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"archive", "refresh", "quality"})
    void theJobTakesItsOptions(String job) {
        Configuration options = options(job);

        assertThatCode(
                        () -> {
                            OptionChecks.checkKeysAndTypes(options, OPTIONS.get(job));
                            OptionChecks.required(options, RecommendOptions.BOOTSTRAP_SERVERS);
                        })
                .doesNotThrowAnyException();
        assertThat(options.get(RecommendOptions.BOOTSTRAP_SERVERS))
                .isEqualTo(mainOptions().get(RecommendOptions.BOOTSTRAP_SERVERS));
    }

    @Test
    void whatTheyMakeOfTheirOptionsIsWhole() {
        assertThatCode(
                        () -> {
                            ArchiveSettings.from(options("archive"));
                            RefreshSettings.from(options("refresh"));
                            QualitySettings.from(options("quality"));
                        })
                .doesNotThrowAnyException();
        assertThat(mounts("archive")).contains(options("archive").get(ArchiveOptions.FOLDER));
        assertThat(mounts("quality")).contains(options("quality").get(QualityOptions.MODEL_STORE));
    }

    @Test
    void theTopicsThatTheyReadAndWriteAreCreated() {
        Configuration refresh = options("refresh");

        assertThat(BASE.all("KafkaTopic"))
                .extracting(topic -> topic.at("/metadata/name").asText())
                .containsAll(Topics.standard(1).names())
                .contains(
                        options("archive").get(RecommendOptions.CLICKS_TOPIC),
                        options("archive").get(RecommendOptions.DEAD_LETTERS_TOPIC),
                        refresh.get(RefreshOptions.ITEMS_TOPIC),
                        refresh.get(RefreshOptions.ITEM_VECTORS_TOPIC),
                        options("quality").get(RecommendOptions.RECOMMENDATIONS_TOPIC),
                        options("quality").get(QualityOptions.TOPIC));
        assertThat(refresh.get(RefreshOptions.ITEM_VECTORS_TOPIC))
                .as("what the main job reads")
                .isEqualTo(mainOptions().get(RecommendOptions.CATALOG_TOPIC));
    }

    @ParameterizedTest
    @ValueSource(strings = {"archive", "refresh", "quality"})
    void volumesAndAccountAreThereAndEveryMountHasItsVolume(String job) {
        JsonNode pod = spec(job).at("/podTemplate/spec");
        Set<String> claims = new HashSet<>(names(BASE, "PersistentVolumeClaim"));
        claims.addAll(names(JOBS, "PersistentVolumeClaim"));

        assertThat(claims).containsAll(pod.path("volumes").findValuesAsText("claimName"));
        assertThat(names(BASE, "ServiceAccount"))
                .contains(spec(job).at("/serviceAccount").asText());
        assertThat(texts(pod.at("/containers/0/volumeMounts"), "name"))
                .containsExactlyInAnyOrderElementsOf(texts(pod.path("volumes"), "name"));
        assertThat(pod.at("/securityContext/runAsNonRoot").asBoolean()).isTrue();
    }

    @Test
    void noTwoJobsShareTheirState() {
        for (String option :
                List.of(
                        "execution.checkpointing.dir",
                        "execution.checkpointing.savepoint-dir",
                        "high-availability.storageDir")) {
            List<String> folders =
                    JOBS.all("FlinkDeployment").stream()
                            .map(job -> job.at("/spec/flinkConfiguration").path(option).asText())
                            .toList();
            assertThat(folders).doesNotHaveDuplicates().hasSize(3).doesNotContain("");
            assertThat(BASE.only("FlinkDeployment").at("/spec/flinkConfiguration").path(option))
                    .extracting(JsonNode::asText)
                    .isNotIn(folders);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"archive", "refresh", "quality"})
    void anUpgradeTakesASavepointAndTheJobIsWatchedAndGuarded(String job) {
        JsonNode watched = JOBS.only("PodMonitor").at("/spec/selector/matchExpressions/0/values");

        assertThat(spec(job).at("/job/upgradeMode").asText()).isEqualTo("savepoint");
        assertThat(spec(job).at("/job/allowNonRestoredState").asBoolean(true)).isFalse();
        assertThat(watched).extracting(JsonNode::asText).contains("semsr-" + job);
        assertThat(JOBS.all("NetworkPolicy"))
                .extracting(policy -> policy.at("/spec/podSelector/matchLabels/app").asText())
                .contains("semsr-" + job);
    }

    private static List<String> mounts(String job) {
        return texts(spec(job).at("/podTemplate/spec/containers/0/volumeMounts"), "mountPath");
    }

    private static Configuration options(String job) {
        return JobArguments.parse(
                "--config", Checkout.path("deploy/jobs/" + job + ".properties").toString());
    }

    private static Configuration mainOptions() {
        return JobArguments.parse(
                "--config", Checkout.path("deploy/base/recommend.properties").toString());
    }

    private static JsonNode spec(String job) {
        return named(JOBS.all("FlinkDeployment"), "semsr-" + job).path("spec");
    }

    private static ObjectNode configMap(String name) {
        return named(JOBS.all("ConfigMap"), name);
    }

    private static ObjectNode named(List<ObjectNode> resources, String name) {
        return resources.stream()
                .filter(resource -> resource.at("/metadata/name").asText().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError("There is no " + name));
    }

    private static String file(Path path) {
        return path.getFileName().toString();
    }

    private static Set<String> names(Kustomization built, String kind) {
        return built.all(kind).stream()
                .map(resource -> resource.at("/metadata/name").asText())
                .collect(Collectors.toSet());
    }

    private static List<String> texts(JsonNode list, String field) {
        return StreamSupport.stream(list.spliterator(), false)
                .map(entry -> entry.path(field).asText())
                .toList();
    }
}
