package dev.semsr.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.semsr.lab.evaluation.DumpedList;
import dev.semsr.lab.evaluation.RecommendationDump;
import dev.semsr.model.artefact.FileModelStore;
import dev.semsr.model.export.RandomModel;
import dev.semsr.model.network.Backbone;
import dev.semsr.model.network.Variant;
import dev.semsr.model.training.TrainingSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelCommandsTest {

    @TempDir private static Path home;

    private static Invocation trained;

    @BeforeAll
    static void trainOnASmallShop() {
        run("import demo-shop", "--items", "300", "--sessions", "300");
        trained =
                run(
                        "train",
                        "demo-shop",
                        "--variant=base",
                        "--name=small",
                        "--epochs=2",
                        "--dimension=16",
                        "--batch=128",
                        "--publish",
                        "--json");
    }

    @Test
    void trainingShowsItsEpochsAndEndsInAPublishedModel() throws IOException {
        JsonNode result = json(trained);

        assertThat(trained.err())
                .contains("Training base/niser on ", "Epoch 1 of 2: loss ", "Epoch 2 of 2: loss ");
        assertThat(result.get("model").asText()).startsWith("small/2");
        assertThat(result.get("variant").asText()).isEqualTo("base/niser");
        assertThat(result.get("epochs").asInt()).isEqualTo(2);
        if (Files.isReadable(Path.of("/proc/self/status"))) {
            assertThat(result.get("peak_memory_gib").asDouble()).isBetween(0.05, 64.0);
        }
        assertThat(home.resolve("models").resolve(result.get("model").asText())).isDirectory();
    }

    @Test
    void withoutTitlesBehaviourAloneIsTrainedByASampledLossIfAsked() throws IOException {
        StringBuilder clicks = new StringBuilder("session_id,item_id\n");
        for (int i = 0; i < 400; i++) {
            clicks.append("s%d,i%d\n".formatted(i / 4, (i * 7 + i / 4) % 40));
        }
        Files.writeString(home.resolve("interactions.csv"), clicks);
        run("import csv", home.resolve("interactions.csv").toString(), "--name=untitled");

        JsonNode result =
                json(
                        run(
                                "train",
                                "untitled",
                                "--backbone=niser+",
                                "--negatives=16",
                                "--epochs=1",
                                "--dimension=8",
                                "--json"));

        assertThat(result.get("variant").asText()).isEqualTo("base/niser+");
        assertThat(result.at("/validation/examples").asInt()).isPositive();
    }

    @Test
    void aFinishedTrainingIsResumedToTheSameResult() throws IOException {
        JsonNode again =
                json(
                        run(
                                "train",
                                "demo-shop",
                                "--variant=base",
                                "--name=small",
                                "--epochs=2",
                                "--dimension=16",
                                "--batch=128",
                                "--resume",
                                "--json"));

        assertThat(again.get("validation")).isEqualTo(json(trained).get("validation"));
        assertThat(again.get("published").asBoolean()).isFalse();
    }

    @Test
    void semsrXIsTheDefaultAndANamedBackboneMakesSemsrF() throws IOException {
        assertThat(variantOf("--name=best")).startsWith("semsr-x/");
        assertThat(variantOf("--name=fused", "--backbone=niser")).isEqualTo("semsr-f/niser");
    }

    private static String variantOf(String... options) throws IOException {
        List<String> arguments = new ArrayList<>(List.of("demo-shop"));
        arguments.addAll(List.of(options));
        arguments.addAll(List.of("--epochs=1", "--dimension=16", "--batch=128", "--json"));
        return json(run("train", arguments.toArray(String[]::new))).get("variant").asText();
    }

    @Test
    void aCheckpointOfOtherSettingsIsNotResumed() {
        Invocation failed = run("train", "demo-shop", "--variant=base", "--name=small", "--resume");

        assertThat(failed.exitCode()).isEqualTo(1);
        assertThat(failed.err()).contains("checkpoint").doesNotContain("\tat ");
    }

    @Test
    void anEvaluationReportsAllGroupsAndWritesTheListsOfTheJob() throws IOException {
        Path dump = home.resolve("dump.jsonl");

        JsonNode result =
                json(run("evaluate", "demo-shop", "--cutoffs=10,50", "--dump=" + dump, "--json"));

        assertThat(result.at("/all/cases").asInt()).isPositive();
        assertThat(result.at("/all/at/1/cutoff").asInt()).isEqualTo(50);
        List<DumpedList> lists = RecommendationDump.read(dump);
        assertThat(lists).isNotEmpty().allSatisfy(list -> assertThat(list.items()).hasSize(20));
    }

    @Test
    void aModelCanBeAskedBeforeItIsPublished() throws IOException {
        JsonNode result = json(run("evaluate", "demo-shop", "--trained=small", "--json"));

        assertThat(result.get("version").asText()).startsWith("small/2");
        assertThat(run("evaluate", "demo-shop", "--trained=big").err())
                .contains("No trained model in ", "big");
    }

    @Test
    void aBaselineIsAskedInPlaceOfAModelAndComparedWithOne() throws IOException {
        JsonNode alone = json(run("evaluate", "demo-shop", "--baseline=co-visits", "--json"));
        JsonNode both =
                json(
                        run(
                                "evaluate",
                                "demo-shop",
                                "--baseline=popularity",
                                "--compare=small",
                                "--json"));

        assertThat(alone.get("version").asText()).isEqualTo("co-visits");
        assertThat(alone.at("/all/cases").asInt()).isPositive();
        assertThat(both.at("/model/version").asText()).isEqualTo("popularity");
        assertThat(both.at("/other/version").asText()).startsWith("small/2");
        assertThat(run("evaluate", "demo-shop", "--baseline=luck").err())
                .contains("Unknown baseline 'luck'; known: [popularity, ");
        assertThat(run("evaluate", "demo-shop", "--baseline=popularity", "--dump=x").err())
                .contains("not with a baseline");
    }

    @Test
    void noMoreClicksAreToldThanTheContextAllows() throws IOException {
        JsonNode one = json(run("evaluate", "demo-shop", "--context=1", "--json"));
        JsonNode all = json(run("evaluate", "demo-shop", "--json"));

        assertThat(one.get("all").get("cases")).isEqualTo(all.get("all").get("cases"));
        assertThat(one.get("by_length").toString()).isNotEqualTo(all.get("by_length").toString());
        assertThat(run("evaluate", "demo-shop", "--context=51").err())
                .contains("A context of 51 clicks: from 1 to 50 go");
    }

    @Test
    void anEvaluationOnLearnedClicksSaysSo() {
        Invocation done = run("evaluate", "demo-shop", "--test-share=0.5");

        assertThat(done.out()).contains("@20   Recall", "@100  Recall");
        assertThat(done.err()).contains("the figures are too good");
    }

    @Test
    void aSessionIsAnsweredWithATableOfTitles() {
        Invocation done = run("recommend", "--dataset=demo-shop", "--top=3", "coffee");

        assertThat(done.exitCode()).as(done.err()).isZero();
        assertThat(done.lines().get(0)).isEqualTo("Session:");
        assertThat(done.lines().get(1)).containsIgnoringCase("coffee");
        assertThat(done.lines().get(3)).startsWith("rank  item    title");
        assertThat(done.lines()).hasSize(7);
        assertThat(done.lines().get(4)).contains("MODEL");
    }

    @Test
    void theListIsJsonForPrograms() throws IOException {
        String id =
                json(run("recommend", "--dataset=demo-shop", "coffee", "--json"))
                        .at("/session/0/item_id")
                        .asText();

        JsonNode byId = json(run("recommend", "--dataset=demo-shop", id, id, "--json", "--top=5"));

        assertThat(byId.at("/session/0/title").asText()).containsIgnoringCase("coffee");
        assertThat(byId.get("items")).hasSize(5);
        assertThat(byId.at("/items/0/rank").asInt()).isEqualTo(1);
        assertThat(byId.get("items").findValuesAsText("item_id")).doesNotContain(id);
    }

    @Test
    void anItemThatNobodyKnowsIsNamed() {
        Invocation failed = run("recommend", "--dataset=demo-shop", "perpetuum mobile");

        assertThat(failed.exitCode()).isEqualTo(1);
        assertThat(failed.err()).contains("'perpetuum mobile'", "fewer words");
        assertThat(run("recommend", "coffee").err()).contains("'coffee'", "--dataset");
    }

    @Test
    void aModelThatIsNotThereIsNamedWithThoseThatAre() {
        Invocation failed = run("recommend", "--model=big", "coffee");

        assertThat(failed.exitCode()).isEqualTo(1);
        assertThat(failed.err()).contains("no model 'big'", "small");
    }

    @Test
    void aDamagedModelIsRefusedByFile() throws IOException {
        Path published = home.resolve("models").resolve(json(trained).get("model").asText());
        Path copy = home.resolve("damaged");
        try (var files = Files.walk(published)) {
            for (Path file : files.toList()) {
                Files.copy(file, copy.resolve(published.relativize(file).toString()));
            }
        }
        Files.writeString(copy.resolve("items"), "nothing");

        Invocation failed = run("recommend", "--model=" + copy, "coffee");

        assertThat(failed.exitCode()).isEqualTo(1);
        assertThat(failed.err()).contains(copy.resolve("items").toString());
    }

    @Test
    void aVersionIsPublishedOnce() {
        Invocation failed = run("publish", json(trained, "artefact"));

        assertThat(failed.exitCode()).isEqualTo(1);
        assertThat(failed.err()).contains("already in the store");
    }

    @Test
    void aVersionThatIsWorseThanTheRunningOneIsPublishedOnlyByForce() throws IOException {
        Path worse = home.resolve("training/worse/artefacts/9");
        RandomModel.write(
                worse,
                "small",
                "9",
                300,
                TrainingSettings.defaults(Variant.BASE, Backbone.NISER).network(0),
                9);

        Invocation refused = run("publish", worse.toString(), "--held-out=demo-shop");

        assertThat(refused.exitCode()).isEqualTo(1);
        assertThat(refused.err()).contains("is not published", "Recall@20", "--force");
        assertThat(home.resolve("models/small/9")).doesNotExist();
        assertThat(worse.resolveSibling("9.publish.json")).content().contains("Recall@20");

        Invocation forced = run("publish", worse.toString(), "--held-out=demo-shop", "--force");

        assertThat(forced.exitCode()).as(forced.err()).isZero();
        assertThat(home.resolve("models/small/9.publish.json"))
                .content()
                .contains("\"forced\" : true", "\"candidate\" : \"small/9\"");
        new FileModelStore(home.resolve("models")).delete("small", "9");
    }

    @Test
    void aPublishedVersionIsUploadedToAUriOnceAndNotToAFolder() throws IOException {
        String named = json(trained).get("model").asText();
        String uri = "file:" + home.resolve("elsewhere");

        Invocation uploaded = run("models upload", named, uri);

        assertThat(uploaded.exitCode()).as(uploaded.err()).isZero();
        assertThat(run("models show", named, "--store=" + home.resolve("elsewhere")).exitCode())
                .isZero();
        assertThat(run("models upload", named, uri).err()).contains("versions never change");
        assertThat(run("models upload", named, home.toString()).err())
                .contains("is no URI", "publish --store");
    }

    @Test
    void aModelThatWasNotTrainedCannotBePublished() {
        Invocation failed = run("publish", "big");

        assertThat(failed.exitCode()).isEqualTo(1);
        assertThat(failed.err()).contains("No trained model in ", "big", "semsr train");
    }

    @Test
    void anExperimentWritesAPageAndSkipsWhatIsDone() {
        String[] experiment = {
            "demo-shop",
            "--protocol=time-split",
            "--models=base/niser",
            "--seeds=1",
            "--epochs=1",
            "--dimension=8"
        };
        Invocation first = run("experiment compare", experiment);
        Invocation second = run("experiment compare", experiment);

        assertThat(first.exitCode()).as(first.err()).isZero();
        assertThat(first.out())
                .contains("# Results", "`./semsr experiment compare demo-shop", "popularity");
        assertThat(home.resolve("experiments/demo-shop-time-split/results.md")).isRegularFile();
        assertThat(second.err()).contains("base-niser-seed1 was done");
    }

    @Test
    void wrongSettingsAreWrongCommandLines() {
        assertThat(run("train", "demo-shop", "--variant=semsr-x", "--backbone=msgat").err())
                .contains("networks of its own");
        assertThat(run("train", "demo-shop", "--variant=deep").exitCode()).isEqualTo(2);
        assertThat(run("train", "demo-shop", "--dropout=2").err()).contains("dropout must be in");
        assertThat(run("evaluate", "demo-shop", "--protocol=luck").err())
                .contains("'luck' is no protocol", "newest-sessions");
        assertThat(run("experiment compare", "demo-shop", "--models=niser").err())
                .contains("'niser' is no model");
    }

    private static Invocation run(String command, String... args) {
        String[] all = new String[args.length + 1];
        System.arraycopy(args, 0, all, 0, args.length);
        all[args.length] = "--home=" + home;
        return Invocation.ofCommand(command, all);
    }

    private static JsonNode json(Invocation done) throws IOException {
        assertThat(done.exitCode()).as(done.err()).isZero();
        return new ObjectMapper().readTree(done.out());
    }

    private static String json(Invocation done, String field) {
        try {
            return json(done).get(field).asText();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
