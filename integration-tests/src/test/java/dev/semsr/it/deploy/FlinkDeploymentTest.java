package dev.semsr.it.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.fasterxml.jackson.databind.JsonNode;
import dev.semsr.app.broker.Topics;
import dev.semsr.jobs.config.JobArguments;
import dev.semsr.jobs.config.OptionChecks;
import dev.semsr.jobs.recommend.RecommendOptions;
import dev.semsr.jobs.recommend.RecommendSettings;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.JobManagerOptions;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.runtime.clusterframework.TaskExecutorProcessUtils;
import org.apache.flink.runtime.jobmanager.JobManagerProcessUtils;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The job on Kubernetes: what the resource names is there, and Flink would take it. */
class FlinkDeploymentTest {

    private static final String OPTIONS = "deploy/base/recommend.properties";

    @ParameterizedTest
    @ValueSource(strings = {"cpu", "gpu"})
    void flinkKnowsEveryOption(String overlay) {
        assertThat(FlinkOptions.mistake(configuration(overlay))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"cpu", "gpu"})
    void memoryOfTheTaskManagerAddsUp(String overlay) {
        Configuration config = Configuration.fromMap(configuration(overlay));
        config.set(
                TaskManagerOptions.TOTAL_PROCESS_MEMORY,
                memory(spec(overlay).at("/taskManager/resource/memory")));

        var process = TaskExecutorProcessUtils.processSpecFromConfig(config);

        assertThat(process.getTaskOffHeapSize())
                .isGreaterThanOrEqualTo(MemorySize.ofMebiBytes(512));
        assertThat(process.getTaskHeapSize()).isGreaterThan(MemorySize.ofMebiBytes(512));
    }

    @Test
    void memoryOfTheJobManagerAddsUp() {
        Configuration config = Configuration.fromMap(configuration("cpu"));
        config.set(
                JobManagerOptions.TOTAL_PROCESS_MEMORY,
                memory(spec("cpu").at("/jobManager/resource/memory")));

        assertThatCode(() -> JobManagerProcessUtils.processSpecFromConfig(config))
                .doesNotThrowAnyException();
    }

    @Test
    void theEntryClassHasAMain() throws Exception {
        Class<?> entry = Class.forName(spec("cpu").at("/job/entryClass").asText());

        assertThat(entry.getMethod("main", String[].class)).isNotNull();
    }

    @Test
    void theJobIsWhereTheImageHasIt() {
        String jar = spec("cpu").at("/job/jarURI").asText();

        assertThat(jar).startsWith("local://");
        assertThat(Dockerfile.read().destinations("job"))
                .contains(jar.substring("local://".length()));
        assertThat(Dockerfile.read().destinations("job-gpu"))
                .contains(jar.substring("local://".length()));
    }

    @Test
    void flinkIsTheOneThatTheBuildUses() {
        String[] version = Checkout.pinned("flink.version").split("\\.");

        assertThat(spec("cpu").path("flinkVersion").asText())
                .isEqualTo("v" + version[0] + "_" + version[1]);
    }

    @Test
    void theJobReadsTheOptionsThatAreMounted() {
        JsonNode pod = spec("cpu").at("/podTemplate/spec");
        Path argument = Path.of(spec("cpu").at("/job/args/1").asText());

        assertThat(spec("cpu").at("/job/args/0").asText()).isEqualTo("--config");
        assertThat(pod.at("/containers/0/volumeMounts/0/name").asText()).isEqualTo("options");
        assertThat(pod.at("/containers/0/volumeMounts/0/mountPath").asText())
                .isEqualTo(argument.getParent().toString());
        assertThat(Kustomization.of(Checkout.path("deploy/base")).all("ConfigMap"))
                .anyMatch(map -> map.path("data").has(argument.getFileName().toString()));
    }

    @Test
    void theJobTakesItsOptions() {
        Configuration options = JobArguments.parse("--config", Checkout.path(OPTIONS).toString());

        assertThatCode(
                        () -> {
                            OptionChecks.checkKeysAndTypes(options, RecommendOptions.all());
                            RecommendSettings.from(options);
                            OptionChecks.required(options, RecommendOptions.BOOTSTRAP_SERVERS);
                            OptionChecks.required(options, RecommendOptions.MODEL_STORE);
                            OptionChecks.required(options, RecommendOptions.MODEL_NAME);
                        })
                .doesNotThrowAnyException();
    }

    @Test
    void theTopicsOfTheJobAreCreated() {
        Configuration options = JobArguments.parse("--config", Checkout.path(OPTIONS).toString());

        assertThat(Topics.standard(1).names())
                .contains(
                        options.get(RecommendOptions.CLICKS_TOPIC),
                        options.get(RecommendOptions.RECOMMENDATIONS_TOPIC),
                        options.get(RecommendOptions.DEAD_LETTERS_TOPIC),
                        options.get(RecommendOptions.CATALOG_TOPIC),
                        options.get(RecommendOptions.ROLLOUTS_TOPIC),
                        options.get(RecommendOptions.ROLLOUTS_STATUS_TOPIC),
                        options.get(RecommendOptions.RULES_TOPIC));
    }

    @Test
    void anUpgradeTakesASavepointAndDropsNoState() {
        JsonNode job = spec("cpu").path("job");

        assertThat(job.path("upgradeMode").asText()).isEqualTo("savepoint");
        assertThat(job.path("allowNonRestoredState").asBoolean(true)).isFalse();
    }

    @Test
    void theModelStoreIsMountedWhereTheJobLooks() {
        Configuration options = JobArguments.parse("--config", Checkout.path(OPTIONS).toString());
        JsonNode mounts = spec("cpu").at("/podTemplate/spec/containers/0/volumeMounts");

        assertThat(mounts.findValuesAsText("mountPath"))
                .contains(options.get(RecommendOptions.MODEL_STORE));
    }

    private static MemorySize memory(JsonNode kubernetes) {
        return MemorySize.parse(kubernetes.asText());
    }

    private static Map<String, String> configuration(String overlay) {
        Map<String, String> configuration = new HashMap<>();
        for (var entry : spec(overlay).path("flinkConfiguration").properties()) {
            configuration.put(entry.getKey(), entry.getValue().asText());
        }
        assertThat(configuration).isNotEmpty();
        return configuration;
    }

    private static JsonNode spec(String overlay) {
        return Kustomization.of(Checkout.path("deploy/overlays/" + overlay))
                .only("FlinkDeployment")
                .path("spec");
    }
}
