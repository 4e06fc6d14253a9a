package dev.semsr.lab.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.semsr.core.encoding.VectorTable;
import dev.semsr.lab.dataset.Dataset;
import dev.semsr.lab.evaluation.EvaluationResult;
import dev.semsr.lab.evaluation.EvaluationSettings;
import dev.semsr.lab.experiment.Training.Trained;
import dev.semsr.lab.fixture.HandMade;
import dev.semsr.lab.fixture.ScriptedScorer;
import dev.semsr.lab.progress.ProgressListener;
import dev.semsr.lab.protocol.GlobalTimeSplit;
import dev.semsr.lab.protocol.Split;
import dev.semsr.model.network.Backbone;
import dev.semsr.model.network.Variant;
import dev.semsr.model.training.Corpus;
import dev.semsr.model.training.ModelRecipe;
import dev.semsr.model.training.RankMetrics;
import dev.semsr.model.training.TrainingProgress;
import dev.semsr.model.training.TrainingSettings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExperimentTest {

    private static final Dataset DATASET =
            HandMade.clicks("u1:a u1:b u2:b u2:a u4:c u1:c u2:x u3:x u3:a u5:d");
    private static final ItemTexts TEXTS =
            new ItemTexts(VectorTable.zeros(5, 3), "encoder", "title");

    @TempDir Path folder;

    private final List<String> log = new ArrayList<>();
    private final List<Corpus> corpora = new ArrayList<>();

    @Test
    void everyModelIsTrainedWithEverySeed() {
        ExperimentResult result = run(settings(), this::train);

        assertThat(log)
                .containsExactly(
                        "1/4 base-niser-seed1",
                        "2/4 semsr-f-niser-seed1",
                        "3/4 base-niser-seed2",
                        "4/4 semsr-f-niser-seed2");
        assertThat(result.models()).containsExactly("base/niser", "semsr-f/niser");
        assertThat(result.runsOf("base/niser").stream().map(run -> run.settings().get(0).seed()))
                .containsExactly(1L, 2L);
        assertThat(result.runs())
                .allSatisfy(run -> assertThat(run.test().all().at(3).recall()).isPositive())
                .allSatisfy(run -> assertThat(run.epochs()).isEqualTo(7));
        assertThat(result.popularity().all().cases()).isEqualTo(3);
        assertThat(result.baselines())
                .extracting(EvaluationResult::variant)
                .containsExactly(
                        "popularity", "session-popularity", "co-visits", "vmis-knn", "text-cosine");
        assertThat(result.comparisons())
                .extracting(c -> c.model() + " over " + c.over() + " " + c.metric())
                .containsExactly(
                        "semsr-f/niser over base/niser Recall@20",
                        "semsr-f/niser over base/niser Recall@100",
                        "semsr-f/niser over base/niser MRR@20");
        assertThat(corpora.get(0).text()).isNull();
        assertThat(corpora.get(1).text()).isSameAs(TEXTS.vectors());
    }

    @Test
    void theNextStartSkipsWhatIsDoneAndComesToTheSameResult() {
        ExperimentResult first = run(settings(), this::train);
        log.clear();
        ExperimentResult second = run(settings(), this::fail);

        assertThat(log)
                .containsExactly(
                        "skip base-niser-seed1",
                        "skip semsr-f-niser-seed1",
                        "skip base-niser-seed2",
                        "skip semsr-f-niser-seed2");
        assertThat(second.runs()).isEqualTo(first.runs());
        assertThat(second.finished()).isEqualTo(first.finished());
    }

    @Test
    void aBrokenOffExperimentGoesOnInTheFolderOfTheRun() {
        assertThatThrownBy(
                        () ->
                                run(
                                        settings(),
                                        (plan, corpus, at, progress) -> {
                                            if (plan.name().equals("base-niser-seed2")) {
                                                write(at.resolve("checkpoint"));
                                                throw new IllegalStateException("power cut");
                                            }
                                            return train(plan, corpus, at, progress);
                                        }))
                .hasMessage("power cut");
        log.clear();
        run(
                settings(),
                (plan, corpus, at, progress) -> {
                    if (plan.name().equals("base-niser-seed2")) {
                        assertThat(at.resolve("checkpoint")).exists();
                    }
                    return train(plan, corpus, at, progress);
                });

        assertThat(log)
                .containsExactly(
                        "skip base-niser-seed1",
                        "skip semsr-f-niser-seed1",
                        "3/4 base-niser-seed2",
                        "4/4 semsr-f-niser-seed2");
    }

    @Test
    void aResultOfOtherSettingsIsNotReused() {
        run(settings(), this::train);
        write(folder.resolve("base-niser-seed1/checkpoint"));
        log.clear();
        ExperimentSettings others =
                settings()
                        .withModels(List.of(plan(Variant.BASE, 0.5f), plan(Variant.SEMSR_F, 0.5f)));
        run(others, this::train);

        assertThat(log).hasSize(4).noneMatch(line -> line.startsWith("skip"));
        assertThat(folder.resolve("base-niser-seed1/checkpoint")).doesNotExist();
    }

    @Test
    void otherTextsMakeOtherResultsOfTheModelsThatReadThem() {
        run(settings(), this::train);
        log.clear();
        VectorTable vectors = VectorTable.zeros(5, 3);
        vectors.setRow(0, new float[] {1, 0, 0});
        ItemTexts others = new ItemTexts(vectors, "encoder", "title");
        experiment(settings())
                .run(DATASET, settings().protocol().split(DATASET), choice -> others, this::train);

        assertThat(log)
                .containsExactly(
                        "skip base-niser-seed1",
                        "2/4 semsr-f-niser-seed1",
                        "skip base-niser-seed2",
                        "4/4 semsr-f-niser-seed2");
    }

    @Test
    void aModelReadsTheTextThatItNames() {
        ItemTexts titles = new ItemTexts(VectorTable.zeros(5, 2), "encoder", "title");
        ExperimentSettings one = settings().withSeeds(List.of(1L));
        ModelPlan fused = one.models().get(1);
        ExperimentSettings twice =
                one.withModels(
                        List.of(
                                fused,
                                new ModelPlan(
                                        "semsr-f/niser title",
                                        fused.recipe(),
                                        TextChoice.template("title"))));
        experiment(twice)
                .run(
                        DATASET,
                        twice.protocol().split(DATASET),
                        choice -> choice.template().isEmpty() ? TEXTS : titles,
                        this::train);

        assertThat(log).containsExactly("1/2 semsr-f-niser-seed1", "2/2 semsr-f-niser-title-seed1");
        assertThat(corpora.get(0).text()).isSameAs(TEXTS.vectors());
        assertThat(corpora.get(1).text()).isSameAs(titles.vectors());
    }

    @Test
    void whatIsStoredIsReportedWithoutATraining() {
        run(settings().withSeeds(List.of(2L)), this::train);
        log.clear();
        Split split = settings().protocol().split(DATASET);
        ExperimentResult stored = experiment(settings()).stored(DATASET, split, choice -> TEXTS);

        assertThat(log).containsExactly("skip base-niser-seed2", "skip semsr-f-niser-seed2");
        assertThat(stored.runs()).hasSize(2);
        assertThat(stored.comparisons()).isNotEmpty();
    }

    @Test
    void newItemsAreGroupedByTheirClicksSinceTheCut() {
        ExperimentSettings settings = settings();
        Split split = settings.protocol().split(DATASET);
        ExperimentResult result = run(settings, this::train);
        NamedResult named =
                new DeclaredRun(
                                DeclaredExperiment.COLD_START,
                                settings,
                                ExperimentListener.silent())
                        .complete(DATASET, split, choice -> TEXTS, result);

        // x alone is asked for without a click before the cut, and never had one
        assertThat(named.newItems()).containsOnlyKeys("base/niser", "semsr-f/niser");
        assertThat(named.newItems().get("base/niser").get("first click").cases()).isEqualTo(1);
        assertThat(named.newItems().get("base/niser").get("1-5 clicks since the cut").cases())
                .isZero();
        assertThat(named.serving()).isEmpty();
    }

    @Test
    void theWholeResultIsStored() {
        ExperimentResult result = run(settings(), this::train);

        Path stored = folder.resolve(Experiment.RESULT);
        assertThat(ExperimentResult.read(stored)).isEqualTo(result);
        assertThat(result.data().testCases()).isEqualTo(3);
        assertThat(result.data().unseenCases()).isEqualTo(1);
        assertThat(result.data().unseenItems()).isEqualTo(2);
    }

    @Test
    void anUnreadableResultSaysWhatToDo() throws Exception {
        Path file = Files.writeString(folder.resolve("broken.json"), "{");

        assertThatThrownBy(() -> ExperimentResult.read(file))
                .hasMessageContaining("broken.json cannot be read: delete it");
    }

    private ExperimentResult run(ExperimentSettings settings, Training training) {
        Split split = settings.protocol().split(DATASET);
        return experiment(settings).run(DATASET, split, choice -> TEXTS, training);
    }

    private Experiment experiment(ExperimentSettings settings) {
        return new Experiment(settings, new Log());
    }

    private ExperimentSettings settings() {
        return new ExperimentSettings(
                folder,
                folder.resolve("trainings"),
                List.of(plan(Variant.BASE, 0.1f), plan(Variant.SEMSR_F, 0.1f)),
                List.of(1L, 2L),
                new GlobalTimeSplit(0.5, 0.5, 1e-9),
                new EvaluationSettings(List.of(1, 3), 2, false),
                "semsr experiment hand-made",
                Clock.fixed(Instant.parse("2026-01-02T03:04:05Z"), ZoneOffset.UTC));
    }

    private static ModelPlan plan(Variant variant, float dropout) {
        return ModelPlan.of(
                new ModelRecipe.Single(
                        TrainingSettings.defaults(variant, Backbone.NISER).toBuilder()
                                .dropout(dropout)
                                .build()));
    }

    private Trained train(RunPlan plan, Corpus corpus, Path at, TrainingProgress progress) {
        assertThat(at).isDirectory();
        corpora.add(corpus);
        progress.epoch(
                new TrainingProgress.Epoch(
                        7, 30, 1.0, RankMetrics.none(), true, Duration.ofSeconds(1)));
        return new Trained(
                new ScriptedScorer(
                        Set.copyOf(corpus.itemIds()),
                        session -> ScriptedScorer.ranked("a", "b", "c", "x")),
                new RankMetrics(1, 0.5, 0.6, 0.1));
    }

    private Trained fail(RunPlan plan, Corpus corpus, Path at, TrainingProgress progress) {
        throw new AssertionError(plan.name() + " was trained again");
    }

    private static void write(Path file) {
        ExperimentResult.writeJson(file, "half");
    }

    /** Writes down what the experiment says. */
    private final class Log implements ExperimentListener {

        @Override
        public void runBegins(RunPlan plan, int number, int of) {
            log.add(number + "/" + of + " " + plan.name());
        }

        @Override
        public void runSkipped(RunResult stored, int number, int of) {
            log.add("skip " + stored.name());
        }

        @Override
        public void runDone(RunResult result, int number, int of) {
            assertThat(result.finished()).isEqualTo(Instant.parse("2026-01-02T03:04:05Z"));
        }

        @Override
        public TrainingProgress training() {
            return TrainingProgress.silent();
        }

        @Override
        public ProgressListener evaluation() {
            return ProgressListener.silent();
        }
    }
}
