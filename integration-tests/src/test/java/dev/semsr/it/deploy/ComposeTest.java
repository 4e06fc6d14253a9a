package dev.semsr.it.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.fasterxml.jackson.databind.JsonNode;
import dev.semsr.app.cli.SemsrCommand;
import dev.semsr.jobs.config.JobArguments;
import dev.semsr.jobs.config.OptionChecks;
import dev.semsr.jobs.recommend.RecommendOptions;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;
import org.apache.commons.cli.CommandLine;
import org.apache.commons.cli.DefaultParser;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.JobManagerOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.container.entrypoint.StandaloneApplicationClusterConfigurationParserFactory;
import org.apache.flink.runtime.clusterframework.TaskExecutorProcessUtils;
import org.apache.flink.runtime.jobmanager.JobManagerProcessUtils;
import org.junit.jupiter.api.Test;

/** The compose file: everything that it names is there, and the programs would take their part. */
class ComposeTest {

    private static final Path FOLDER = Checkout.path("docker");
    private static final String OPTIONS = "/opt/semsr/job/recommend.properties";

    private final JsonNode compose = ComposeFile.read();

    @Test
    void everyMountedFileIsThere() {
        for (JsonNode service : compose.path("services")) {
            for (String volume : texts(merged(service, "volumes"))) {
                String source = volume.split(":")[0];
                if (source.startsWith("./")) {
                    assertThat(FOLDER.resolve(source)).exists();
                } else if (!source.startsWith("$")) {
                    assertThat(compose.path("volumes").has(source)).as(volume).isTrue();
                }
            }
        }
    }

    @Test
    void everyServiceWaitsForServicesThatAreThere() {
        for (JsonNode service : compose.path("services")) {
            merged(service, "depends_on")
                    .fieldNames()
                    .forEachRemaining(
                            name -> assertThat(compose.path("services").has(name)).isTrue());
        }
    }

    @Test
    void imagesAreTheVersionsThatTheBuildUses() {
        assertThat(service("broker").path("image").asText())
                .isEqualTo("apache/kafka:" + Checkout.pinned("kafka.version"));
        assertThat(Dockerfile.read().names())
                .contains(
                        service("jobmanager").at("/build/target").asText(),
                        service("topics").at("/build/target").asText());
    }

    @Test
    void flinkKnowsEveryOption() {
        assertThat(FlinkOptions.mistake(ComposeFile.flinkProperties())).isEmpty();
    }

    @Test
    void memoryAddsUp() {
        Configuration flink = Configuration.fromMap(ComposeFile.flinkProperties());

        assertThat(flink.contains(TaskManagerOptions.TOTAL_PROCESS_MEMORY)).isTrue();
        assertThat(flink.contains(JobManagerOptions.TOTAL_PROCESS_MEMORY)).isTrue();
        assertThatCode(
                        () -> {
                            TaskExecutorProcessUtils.processSpecFromConfig(flink);
                            JobManagerProcessUtils.processSpecFromConfig(flink);
                        })
                .doesNotThrowAnyException();
    }

    /**
     * Flink takes any beginning of its own options' names, so {@code --config} must not be first.
     */
    @Test
    void flinkLeavesTheJobsArgumentsToTheJob() throws Exception {
        CommandLine parsed = parsed();

        String entryClass = parsed.getOptionValue("job-classname");
        assertThat(Class.forName(entryClass).getMethod("main", String[].class)).isNotNull();
        assertThat(parsed.getArgs()).contains("--config", OPTIONS);
        assertThat(parsed.getOptionValue("configDir")).isEqualTo("/opt/flink/conf");
    }

    @Test
    void theJobTakesItsArguments() throws Exception {
        List<String> arguments = new ArrayList<>(List.of(parsed().getArgs()));
        arguments.replaceAll(
                argument ->
                        argument.equals(OPTIONS)
                                ? FOLDER.resolve("job/recommend.properties").toString()
                                : argument);

        Configuration options = JobArguments.parse(arguments.toArray(String[]::new));

        OptionChecks.checkKeysAndTypes(options, RecommendOptions.all());
        assertThat(options.get(RecommendOptions.MODEL_STORE)).isEqualTo("/models");
        assertThat(options.get(RecommendOptions.BOOTSTRAP_SERVERS)).isEqualTo("broker:19092");
        assertThat(service("broker").at("/environment/KAFKA_ADVERTISED_LISTENERS").asText())
                .contains("INTERNAL://" + options.get(RecommendOptions.BOOTSTRAP_SERVERS));
    }

    @Test
    void topicsAreMadeWithACommandThatThereIs() {
        String[] command = texts(service("topics").path("command")).toArray(String[]::new);

        assertThatCode(() -> SemsrCommand.commandLine().parseArgs(command))
                .doesNotThrowAnyException();
    }

    @Test
    void prometheusAsksEveryFlinkProcessAndKnowsTheAlerts() {
        JsonNode prometheus = Checkout.yaml("docker/prometheus/prometheus.yaml");
        String port = ComposeFile.flinkProperties().get("metrics.reporter.prom.port");

        assertThat(texts(prometheus.at("/scrape_configs/0/static_configs/0/targets")))
                .containsExactly("jobmanager:" + port, "taskmanager:" + port);
        for (String rules : texts(prometheus.path("rule_files"))) {
            assertThat(FOLDER.resolve("prometheus").resolve(rules)).exists();
            assertThat(texts(service("prometheus").path("volumes")))
                    .contains("./prometheus/" + rules + ":/etc/prometheus/" + rules + ":ro");
        }
    }

    /** As Flink's entry point for applications reads its command line. */
    private CommandLine parsed() throws Exception {
        List<String> command = texts(service("jobmanager").path("command"));
        assertThat(command.get(0)).isEqualTo("standalone-job");
        List<String> arguments = new ArrayList<>(List.of("--configDir", "/opt/flink/conf"));
        arguments.addAll(command.subList(1, command.size()));
        return new DefaultParser()
                .parse(
                        new StandaloneApplicationClusterConfigurationParserFactory().getOptions(),
                        arguments.toArray(String[]::new),
                        true);
    }

    private JsonNode service(String name) {
        return compose.path("services").path(name);
    }

    /** A field of a service or of the block that it merges in. */
    private JsonNode merged(JsonNode service, String field) {
        return service.has("<<") && !service.has(field)
                ? compose.path("x-flink").path(field)
                : service.path(field);
    }

    private static List<String> texts(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false).map(JsonNode::asText).toList();
    }
}
