package dev.semsr.it.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.semsr.app.cli.SemsrCommand;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What can be said of the runbook's commands without running them. */
class RunbookTest {

    private static final Pattern PATCH =
            Pattern.compile("patch flinkdeployment (\\S+) .*-p '([^']+)'");

    private final Runbook runbook = Runbook.read();

    @Test
    void itTellsTheProceduresThatPeopleNeed() {
        assertThat(runbook.blocks())
                .extracting(Runbook.Block::title)
                .contains(
                        "Start",
                        "Upgrade",
                        "Roll back",
                        "Rescale",
                        "Restore",
                        "Change the graph",
                        "Migrate state",
                        "Replay dead letters",
                        "Erase a shopper");
    }

    @Test
    void everyPatchIsValidForTheOperator() throws Exception {
        List<String> patches =
                runbook.commands().stream().filter(line -> line.contains(" patch ")).toList();

        assertThat(patches).hasSizeGreaterThanOrEqualTo(5);
        for (String line : patches) {
            Matcher patch = PATCH.matcher(line);
            assertThat(patch.find()).as(line).isTrue();
            ObjectNode resource = (ObjectNode) new ObjectMapper().readTree(patch.group(2));
            resource.put("apiVersion", "flink.apache.org/v1beta1").put("kind", "FlinkDeployment");
            assertThat(ResourceModels.mistake(resource)).as(line).isEmpty();
            assertThat(patch.group(1)).isEqualTo(deployment().at("/metadata/name").asText());
        }
    }

    @Test
    void everyResourceIsValidForTheOperator() {
        List<Runbook.Block> resources =
                runbook.blocks().stream().filter(block -> block.kind().equals("yaml")).toList();

        assertThat(resources).isNotEmpty();
        for (Runbook.Block block : resources) {
            ObjectNode resource = (ObjectNode) Checkout.parsed(block.text());
            assertThat(ResourceModels.mistake(resource)).as(block.text()).isEmpty();
            assertThat(resource.at("/spec/jobReference/name").asText())
                    .isEqualTo(deployment().at("/metadata/name").asText());
        }
    }

    @Test
    void everyCommandOfOursIsThereWithItsOptions() {
        List<String> ours =
                runbook.commands().stream().filter(line -> line.startsWith("./semsr ")).toList();

        assertThat(ours).isNotEmpty();
        for (String line : ours) {
            String[] words = line.replaceFirst(" #.*", "").replace("\"", "").split("\\s+");
            assertThatCode(
                            () ->
                                    SemsrCommand.commandLine()
                                            .parseArgs(Arrays.copyOfRange(words, 1, words.length)))
                    .as(line)
                    .doesNotThrowAnyException();
        }
    }

    @Test
    void filesThatItNamesAreThere() {
        Matcher link =
                Pattern.compile("\\]\\(([^)#]+)\\)").matcher(Checkout.text("deploy/RUNBOOK.md"));
        while (link.find()) {
            assertThat(Checkout.path("deploy").resolve(link.group(1))).exists();
        }
    }

    private static JsonNode deployment() {
        return Kustomization.of(Checkout.path("deploy/base")).only("FlinkDeployment");
    }
}
