package dev.semsr.it.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.semsr.app.broker.Topics;
import dev.semsr.app.cli.SemsrCommand;
import dev.semsr.jobs.config.JobArguments;
import dev.semsr.jobs.recommend.RecommendOptions;
import dev.semsr.jobs.refresh.RefreshOptions;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.apache.flink.configuration.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.ParseResult;

/** The Kubernetes resources, as kustomize puts them together. */
class KustomizationTest {

    private static final Path DEPLOY = Checkout.path("deploy");

    @ParameterizedTest
    @ValueSource(strings = {"cpu", "gpu"})
    void everyResourceIsValid(String overlay) {
        assertThat(overlay(overlay).resources())
                .isNotEmpty()
                .allSatisfy(
                        resource ->
                                assertThat(ResourceModels.mistake(resource))
                                        .as("%s", resource.path("metadata"))
                                        .isEmpty());
    }

    @Test
    void everyFileIsPartOfAnOverlay() {
        Set<Path> used =
                Stream.of("cpu", "gpu")
                        .flatMap(
                                name ->
                                        Stream.concat(
                                                Stream.of(file(name)),
                                                overlay(name).used().stream()))
                        .collect(Collectors.toSet());
        used.add(DEPLOY.resolve("jobs/kustomization.yaml"));
        used.addAll(Kustomization.of(DEPLOY.resolve("jobs")).used());

        List<Path> unused =
                Kustomization.filesBelow(DEPLOY).stream()
                        .filter(file -> file.toString().endsWith("yaml"))
                        .filter(file -> !used.contains(file))
                        .toList();

        assertThat(unused).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"cpu", "gpu"})
    void whatPodsNeedIsThere(String overlay) {
        Kustomization built = overlay(overlay);
        ObjectNode deployment = built.only("FlinkDeployment");

        assertThat(deployment.at("/spec/podTemplate/spec/volumes").findValuesAsText("claimName"))
                .isSubsetOf(names(built, "PersistentVolumeClaim"));
        assertThat(names(built, "ServiceAccount"))
                .containsExactly(deployment.at("/spec/serviceAccount").asText());
        for (JsonNode volume : deployment.at("/spec/podTemplate/spec/volumes")) {
            if (volume.has("configMap")) {
                assertThat(names(built, "ConfigMap"))
                        .contains(volume.at("/configMap/name").asText());
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"cpu", "gpu"})
    void everyMountHasItsVolume(String overlay) {
        JsonNode pod = overlay(overlay).only("FlinkDeployment").at("/spec/podTemplate/spec");

        assertThat(texts(pod.at("/containers/0/volumeMounts"), "name"))
                .containsExactlyInAnyOrderElementsOf(texts(pod.path("volumes"), "name"));
    }

    @Test
    void whoeverWatchesTheJobSelectsItsPods() {
        Kustomization built = overlay("cpu");
        String job = built.only("FlinkDeployment").at("/metadata/name").asText();

        assertThat(built.only("PodMonitor").at("/spec/selector/matchLabels/app").asText())
                .isEqualTo(job);
        assertThat(built.only("PodDisruptionBudget").at("/spec/selector/matchLabels/app").asText())
                .isEqualTo(job);
        assertThat(built.only("NetworkPolicy").at("/spec/podSelector/matchLabels/app").asText())
                .isEqualTo(job);
        assertThat(built.only("PodMonitor").at("/spec/podMetricsEndpoints/0/port").asText())
                .isEqualTo(
                        built.only("FlinkDeployment")
                                .at("/spec/podTemplate/spec/containers/0/ports/0/name")
                                .asText());
    }

    @Test
    void nobodyInThePodsIsRoot() {
        JsonNode pod = overlay("gpu").only("FlinkDeployment").at("/spec/podTemplate/spec");

        assertThat(pod.at("/securityContext/runAsNonRoot").asBoolean()).isTrue();
        assertThat(pod.at("/containers/0/securityContext/allowPrivilegeEscalation").asBoolean(true))
                .isFalse();
    }

    @Test
    void oneTaskManagerHasOneCardAndAllSubtasks() {
        JsonNode spec = overlay("gpu").only("FlinkDeployment").path("spec");
        JsonNode container = spec.at("/taskManager/podTemplate/spec/containers/0");

        assertThat(container.path("env").findValuesAsText("name"))
                .as("or TensorFlow takes the whole card")
                .contains("TF_FORCE_GPU_ALLOW_GROWTH");
        assertThat(container.path("resources").path("limits").path("nvidia.com/gpu").asText())
                .isEqualTo("1");
        assertThat(spec.at("/flinkConfiguration").path("taskmanager.numberOfTaskSlots").asInt())
                .isEqualTo(spec.at("/job/parallelism").asInt());
    }

    @Test
    void theRefreshIsACommandThatIsThereForTheModelThatAnswers() {
        Kustomization built = overlay("cpu");
        ObjectNode refresh = built.only("CronJob");
        JsonNode pod = refresh.at("/spec/jobTemplate/spec/template/spec");
        List<String> arguments = refreshArguments(built);

        assertThat(refreshParsed(built).commandSpec().name()).isEqualTo("refresh");
        assertThat(Checkout.text(DEPLOY.resolve("base/recommend.properties")))
                .contains("model.name: " + arguments.get(1) + "\n");
        assertThat(refresh.at("/spec/concurrencyPolicy").asText()).isEqualTo("Forbid");
        assertThat(texts(pod.at("/containers/0/volumeMounts"), "name"))
                .containsExactlyInAnyOrderElementsOf(texts(pod.path("volumes"), "name"));
        assertThat(pod.path("volumes").findValuesAsText("claimName"))
                .hasSize(3)
                .isSubsetOf(names(built, "PersistentVolumeClaim"));
        assertThat(pod.at("/securityContext/runAsNonRoot").asBoolean()).isTrue();
    }

    @Test
    void theRefreshTakesTheCatalogueThatIsEncodedForTheJobFromItsTopic() {
        Kustomization built = overlay("cpu");
        ParseResult refresh = refreshParsed(built);
        String topic = refresh.matchedOptionValue("--items-topic", "none");
        String brokers = refresh.matchedOptionValue("--bootstrap-servers", "none");

        assertThat(names(built, "KafkaTopic")).contains(topic);
        assertThat(Topics.ITEMS).isEqualTo(topic);
        assertThat(options("deploy/jobs/refresh.properties").get(RefreshOptions.ITEMS_TOPIC))
                .as("the topic that the refresh job encodes")
                .isEqualTo(topic);
        assertThat(
                        options("deploy/base/recommend.properties")
                                .get(RecommendOptions.BOOTSTRAP_SERVERS))
                .isEqualTo(brokers);
    }

    private static Configuration options(String file) {
        return JobArguments.parse("--config", Checkout.path(file).toString());
    }

    private static ParseResult refreshParsed(Kustomization built) {
        return SemsrCommand.commandLine()
                .parseArgs(refreshArguments(built).toArray(String[]::new))
                .subcommand();
    }

    private static List<String> refreshArguments(Kustomization built) {
        return StreamSupport.stream(
                        built.only("CronJob")
                                .at("/spec/jobTemplate/spec/template/spec/containers/0/args")
                                .spliterator(),
                        false)
                .map(JsonNode::asText)
                .toList();
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

    private static Path file(String overlay) {
        return DEPLOY.resolve("overlays").resolve(overlay).resolve("kustomization.yaml");
    }

    private static Kustomization overlay(String name) {
        return Kustomization.of(DEPLOY.resolve("overlays").resolve(name));
    }
}
