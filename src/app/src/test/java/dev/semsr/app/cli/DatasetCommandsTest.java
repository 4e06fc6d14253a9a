package dev.semsr.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatasetCommandsTest {

    @TempDir private Path folder;

    private Path home;
    private Path source;

    @BeforeEach
    void writeFiles() throws IOException {
        home = folder.resolve("home");
        source = Files.createDirectory(folder.resolve("corner shop"));
        Files.writeString(
                source.resolve("interactions.csv"),
                """
                session_id,item_id,timestamp
                s1,i1,1700000000
                s1,i2,1700000060
                s2,i2,soon
                s2,i3,1700000100
                """);
        Files.writeString(
                source.resolve("items.csv"),
                """
                item_id,title,brand,category
                i1,Desk lamp,Lumo,Home|Lamps
                i2,Floor lamp,Lumo,Home|Lamps
                i3,,,
                """);
    }

    @Test
    void csvFilesBecomeADataSetAndProblemsAreShownWithTheirLine() {
        Invocation done = run("import csv", source.toString());

        assertThat(done.exitCode()).isZero();
        assertThat(done.out())
                .contains("corner shop: 3 clicks of 2 sessions on 3 items")
                .contains("interactions.csv:4: bad time stamp: 'soon'")
                .contains("Written to " + home.resolve("datasets/corner shop"));
    }

    @Test
    void theReportIsJsonForPrograms() throws IOException {
        Invocation done = run("import csv", source.toString(), "--name", "shop", "--json");

        JsonNode report = json(done);
        assertThat(report.at("/dataset/clicks").asInt()).isEqualTo(3);
        assertThat(report.at("/problems/BAD_TIME_STAMP").asInt()).isEqualTo(1);
    }

    @Test
    void aStrictImportFailsOnTheFirstProblem() {
        Invocation failed = run("import csv", source.toString(), "--strict");

        assertThat(failed.exitCode()).isEqualTo(1);
        assertThat(failed.err()).contains("interactions.csv:4");
        assertThat(home.resolve("datasets")).doesNotExist();
    }

    @Test
    void aFolderWithoutInteractionsIsExplained() {
        Invocation failed = run("import csv", folder.toString());

        assertThat(failed.exitCode()).isEqualTo(1);
        assertThat(failed.err().lines())
                .containsExactly(
                        "semsr: There is no interactions.csv or interactions.csv.gz in " + folder,
                        "Name the folder that holds it, or the file itself.");
    }

    @Test
    void aMadeUpShopIsADataSet() throws IOException {
        Invocation done = run("import demo-shop", "--items", "300", "--sessions", "50", "--json");

        assertThat(json(done).get("items").asInt()).isEqualTo(300);
        assertThat(json(done).get("sessions").asInt()).isEqualTo(50);
    }

    @Test
    void aShopThatIsTooSmallIsAWrongCommandLine() {
        Invocation mistake = run("import demo-shop", "--items", "10");

        assertThat(mistake.exitCode()).isEqualTo(2);
        assertThat(mistake.err()).contains("10 items are too few", "demo-shop --help");
    }

    @Test
    void aSecondRunEncodesNothing() throws IOException {
        run("import csv", source.toString(), "--name", "shop");

        JsonNode first = json(run("encode", "shop", "--json"));
        assertThat(first.get("encoder").asText())
                .isEqualTo("bge-small-en-v15-q:title-brand-category");
        assertThat(first.get("width").asInt()).isEqualTo(384);
        assertThat(first.get("encoded").asInt()).isEqualTo(2);
        assertThat(first.get("without_text").asInt()).isEqualTo(1);

        JsonNode second = json(run("encode", "shop", "--json"));
        assertThat(second.get("encoded").asInt()).isZero();
        assertThat(second.get("cached").asInt()).isEqualTo(2);
    }

    @Test
    void anUnknownDataSetEncoderOrTemplateIsNamed() {
        run("import csv", source.toString(), "--name", "shop");

        assertThat(run("encode", "shap").exitCode()).isEqualTo(1);
        assertThat(run("encode", "shap").err()).contains("shap", "semsr import");
        assertThat(run("encode", "shop", "--encoder", "best").exitCode()).isEqualTo(2);
        assertThat(run("encode", "shop", "--encoder", "best").err()).contains("'best'");
        assertThat(run("encode", "shop", "--template", "colour").err()).contains("'colour'");
    }

    private Invocation run(String command, String... args) {
        String[] all = new String[args.length + 2];
        System.arraycopy(args, 0, all, 0, args.length);
        all[args.length] = "--home";
        all[args.length + 1] = home.toString();
        return Invocation.ofCommand(command, all);
    }

    private static JsonNode json(Invocation done) throws IOException {
        assertThat(done.exitCode()).as(done.err()).isZero();
        return new ObjectMapper().readTree(done.out());
    }
}
