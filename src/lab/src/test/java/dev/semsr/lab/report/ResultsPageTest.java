package dev.semsr.lab.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.semsr.core.metrics.CutoffMetrics;
import dev.semsr.lab.coldreplay.ColdReplayResult;
import dev.semsr.lab.coldreplay.Hits;
import dev.semsr.lab.evaluation.EvaluationResult;
import dev.semsr.lab.evaluation.GroupMetrics;
import dev.semsr.lab.evaluation.ShownItems;
import dev.semsr.lab.experiment.DataSummary;
import dev.semsr.lab.experiment.ExperimentResult;
import dev.semsr.lab.experiment.Machine;
import dev.semsr.lab.experiment.RunPlan;
import dev.semsr.lab.experiment.RunResult;
import dev.semsr.lab.fixture.HandMade;
import dev.semsr.model.network.Backbone;
import dev.semsr.model.network.Variant;
import dev.semsr.model.training.ModelRecipe;
import dev.semsr.model.training.RankMetrics;
import dev.semsr.model.training.TrainingSettings;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ResultsPageTest {

    private static final Instant DAY = Instant.parse("2026-01-02T03:04:05Z");

    private final String page =
            ResultsPage.markdown(
                    List.of(
                            new ExperimentResult(
                                    new DataSummary(
                                            HandMade.clicks("u:a u:b").info(),
                                            "Split by hand",
                                            DAY,
                                            1_000,
                                            5_000,
                                            50,
                                            90,
                                            400,
                                            3,
                                            40),
                                    "encoder on title",
                                    List.of(evaluation("popularity", 0.05, 0)),
                                    List.of(
                                            run(Variant.BASE, 1, 0.20, 0),
                                            run(Variant.SEMSR_F, 1, 0.25, 0.1),
                                            run(Variant.BASE, 2, 0.22, 0),
                                            run(Variant.SEMSR_F, 2, 0.27, 0.3)),
                                    List.of(),
                                    new Machine(2, "Abacus", 24, "Linux 6", "17"),
                                    "semsr experiment tiny",
                                    DAY)));

    @Test
    void aReplayOfNewItemsHasATableOfItsOwn() {
        String replayed =
                ResultFiles.markdown(
                        Stored.coldReplay(
                                new ColdReplayResult(
                                        "semsr-f-niser-seed1",
                                        7,
                                        400,
                                        5,
                                        new Hits(20, 1, 5),
                                        new Hits(10, 0, 1),
                                        new Hits(30, 3, 9)),
                                new ColdReplayResult(
                                        "base-niser-seed1",
                                        7,
                                        400,
                                        5,
                                        new Hits(20, 0, 0),
                                        Hits.NONE,
                                        new Hits(30, 0, 0))));

        assertThat(replayed)
                .contains("The 7 items that nobody had clicked")
                .contains("Of 400 clicks that follow another of their session, 40 are on such")
                .contains("5 of the clicks are left out")
                .contains(
                        "| semsr-f-niser-seed1 | 5.00 / 25.00 (20) | 7.50 / 25.00 (40) |"
                                + " 0.00 / 10.00 (10) | 10.00 / 30.00 (30) |")
                .contains("| base-niser-seed1 | 0.00 / 0.00 (20) | 0.00 / 0.00 (30) |  |")
                .doesNotContain("All cases", ".svg");
    }

    @Test
    void theTableHasMeansDeviationsAndGains() {
        assertThat(page)
                .contains("### All cases (400 cases)")
                .contains("| model | Recall@20 | MRR@20 |\n| --- | ---: | ---: |")
                .contains("| chance | 1.00 |  |")
                .contains("| popularity | 5.00 | 2.50 |")
                .contains("| base/niser | 21.00 ± 1.41 | 10.50 ± 0.71 |")
                .contains("| semsr-f/niser | 26.00 ± 1.41 | 13.00 ± 0.71 |")
                .contains("| semsr-f/niser over base/niser | +23.8 % | +23.8 % |")
                .contains("| semsr-f/niser over chance | 26.0 times |  |");
    }

    @Test
    void unseenItemsAreApartAndBesideChance() {
        assertThat(page)
                .contains("### Target unseen before the cut (40 cases)")
                .contains("| base/niser | 0.00 ± 0.00 | 0.00 ± 0.00 |")
                .contains("| semsr-f/niser | 20.00 ± 14.14 | 10.00 ± 7.07 |")
                .contains("| semsr-f/niser over base/niser |  |  |")
                .contains("| semsr-f/niser over chance | 20.0 times |  |");
    }

    @Test
    void thePageSaysHowTheFiguresWereMade() {
        assertThat(page)
                .contains("`semsr experiment tiny`, 2026-01-02,")
                .contains("2 cores (Abacus), 24 GB, Linux 6, Java 17.")
                .contains("Split by hand. Cut: 2026-01-02T03:04:05Z.")
                .contains("| training | 1,000 | 5,000 |")
                .contains("| of it on 3 items unseen before the cut |  | 40 |")
                .contains("| base-niser-seed2 | 4 | 9.00 | 22.00 | 11.00 | 0.00 |")
                .contains("Text: encoder on title")
                .contains("- semsr-f/niser: dimension 100, scale 16, text dimensions 256");
    }

    @Test
    void rowsThatDoNotFitAreRefused() {
        assertThatThrownBy(() -> new MarkdownTable(List.of("a", "b")).add(List.of("1")))
                .hasMessageContaining("do not fit");
    }

    private static RunResult run(Variant variant, long seed, double recall, double unseen) {
        ModelRecipe recipe =
                new ModelRecipe.Single(TrainingSettings.defaults(variant, Backbone.NISER))
                        .withSeed(seed);
        RunPlan plan = new RunPlan(recipe.model(), recipe, seed);
        return new RunResult(
                plan.name(),
                plan.model(),
                "fingerprint",
                recipe.members(),
                4,
                new RankMetrics(50, 0.2, 0.3, 0.09),
                evaluation(plan.model(), recall, unseen),
                DAY);
    }

    private static EvaluationResult evaluation(String model, double recall, double unseen) {
        return new EvaluationResult(
                model,
                model,
                2_000,
                false,
                group(400, recall),
                group(360, recall),
                group(40, unseen),
                Map.of(),
                Map.of(),
                new ShownItems(0.5, 0.9, 0.8),
                0,
                1.5);
    }

    private static GroupMetrics group(long cases, double recall) {
        return new GroupMetrics(
                cases, List.of(new CutoffMetrics(20, recall, recall / 2, recall / 2)));
    }
}
