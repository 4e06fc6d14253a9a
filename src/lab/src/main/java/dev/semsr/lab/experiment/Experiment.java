package dev.semsr.lab.experiment;

import dev.semsr.core.encoding.VectorTable;
import dev.semsr.lab.baseline.Baselines;
import dev.semsr.lab.dataset.Dataset;
import dev.semsr.lab.evaluation.Evaluation;
import dev.semsr.lab.evaluation.EvaluationResult;
import dev.semsr.lab.evaluation.PairedBootstrap;
import dev.semsr.lab.experiment.Training.Trained;
import dev.semsr.lab.protocol.Split;
import dev.semsr.model.training.Corpus;
import dev.semsr.model.training.TrainingProgress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Trains every model with every seed on one part of a data set and asks all of them about the
 * other. Each run has a folder: {@code model/} (the artefact) and {@code result.json}; the whole is
 * {@code experiment.json}, from which the report is made.
 */
public final class Experiment {

    /** Name of the file with the result of the whole experiment. */
    public static final String RESULT = "experiment.json";

    private static final String RUN_RESULT = "result.json";
    private static final String RANKS = "ranks.json";
    private static final long BOOTSTRAP_SEED = 1;

    private final ExperimentSettings settings;
    private final ExperimentListener listener;
    private final Comparisons comparisons = new Comparisons();

    /** An experiment that tells the listener how it goes on. */
    public Experiment(ExperimentSettings settings, ExperimentListener listener) {
        this.settings = settings;
        this.listener = listener;
    }

    /**
     * Runs what is not done yet.
     *
     * @param texts the text vectors, one row an item of the data set; null without text
     */
    public ExperimentResult run(Dataset dataset, ItemTexts texts) {
        Split split = settings.protocol().split(dataset);
        return run(dataset, split, choice -> texts);
    }

    /**
     * Runs what is not done yet, where models may read different text vectors.
     *
     * @param split the data set as the experiment's protocol splits it
     */
    public ExperimentResult run(Dataset dataset, Split split, TextSource texts) {
        return run(
                dataset,
                split,
                texts,
                new DeviceTraining(
                        dataset.info(), split, texts, settings.trainings(), settings.clock()));
    }

    ExperimentResult run(Dataset dataset, Split split, TextSource texts, Training training) {
        return run(dataset, split, texts, training, settings.plans());
    }

    /**
     * The result of what earlier starts have done, for a report; trains nothing.
     *
     * @param split the data set as the experiment's protocol splits it
     */
    public ExperimentResult stored(Dataset dataset, Split split, TextSource texts) {
        List<RunPlan> done =
                settings.plans().stream()
                        .filter(plan -> isStored(plan, fingerprint(dataset, split, texts, plan)))
                        .toList();
        Training none =
                (plan, corpus, folder, progress) -> {
                    throw new IllegalStateException(plan.name() + " is stored");
                };
        return run(dataset, split, texts, none, done);
    }

    private ExperimentResult run(
            Dataset dataset,
            Split split,
            TextSource texts,
            Training training,
            List<RunPlan> plans) {
        List<RunResult> runs = new ArrayList<>();
        for (RunPlan plan : plans) {
            int number = runs.size() + 1;
            String fingerprint = fingerprint(dataset, split, texts, plan);
            runs.add(run(plan, fingerprint, split, texts, training, number, plans.size()));
        }
        return store(dataset, split, texts.of(TextChoice.STANDARD), runs);
    }

    private String fingerprint(Dataset dataset, Split split, TextSource texts, RunPlan plan) {
        ItemTexts text = plan.recipe().learnsFromText() ? texts.of(plan.text()) : null;
        return Fingerprint.of(dataset.info(), split, text, plan.recipe(), settings.evaluation());
    }

    private boolean isStored(RunPlan plan, String fingerprint) {
        Path folder = settings.folder().resolve(plan.name());
        return ExperimentFolders.belongsTo(folder, fingerprint)
                && Files.exists(folder.resolve(RUN_RESULT));
    }

    private RunResult run(
            RunPlan plan,
            String fingerprint,
            Split split,
            TextSource texts,
            Training training,
            int number,
            int of) {
        Path folder = settings.folder().resolve(plan.name());
        ExperimentFolders.claim(folder, fingerprint);
        Path stored = folder.resolve(RUN_RESULT);
        if (Files.exists(stored)) {
            RunResult earlier = ExperimentResult.readJson(stored, RunResult.class);
            comparisons.add(plan.model(), ranks(folder));
            listener.runSkipped(earlier, number, of);
            return earlier;
        }
        listener.runBegins(plan, number, of);
        RunResult result = trainAndTest(plan, fingerprint, split, texts, training, folder);
        comparisons.add(plan.model(), ranks(folder));
        ExperimentResult.writeJson(stored, result);
        listener.runDone(result, number, of);
        return result;
    }

    private RunResult trainAndTest(
            RunPlan plan,
            String fingerprint,
            Split split,
            TextSource texts,
            Training training,
            Path folder) {
        Corpus corpus = corpus(plan, split, texts);
        EpochCount epochs = new EpochCount(listener.training());
        Trained trained = training.train(plan, corpus, folder, epochs);
        Evaluation.Evaluated test;
        try (var scorer = trained.scorer()) {
            test =
                    new Evaluation(settings.evaluation())
                            .evaluate(scorer, split, listener.evaluation());
        }
        ExperimentResult.writeJson(folder.resolve(RANKS), test.ranks());
        return new RunResult(
                plan.name(),
                plan.model(),
                fingerprint,
                plan.recipe().members(),
                epochs.last,
                trained.validation(),
                test.result(),
                settings.clock().instant());
    }

    private static Corpus corpus(RunPlan plan, Split split, TextSource texts) {
        if (!plan.recipe().learnsFromText()) {
            return split.corpus();
        }
        ItemTexts text = texts.of(plan.text());
        return split.corpus(text.vectors(), text.encoder());
    }

    private ExperimentResult store(
            Dataset dataset, Split split, ItemTexts texts, List<RunResult> runs) {
        ExperimentResult result =
                new ExperimentResult(
                        DataSummary.of(dataset.info(), split),
                        texts == null ? null : texts.name(),
                        baselines(split, texts),
                        runs,
                        comparisons.all(new PairedBootstrap(split.cases(), BOOTSTRAP_SEED)),
                        Machine.current(),
                        settings.command(),
                        runs.stream()
                                .map(RunResult::finished)
                                .max(Comparator.naturalOrder())
                                .orElse(Instant.EPOCH));
        ExperimentFolders.create(settings.folder());
        ExperimentResult.writeJson(settings.folder().resolve(RESULT), result);
        return result;
    }

    private List<EvaluationResult> baselines(Split split, ItemTexts texts) {
        VectorTable vectors = texts == null ? null : texts.vectors();
        List<EvaluationResult> results = new ArrayList<>();
        for (String name : Baselines.names(vectors != null)) {
            try (var scorer = Baselines.of(name, split, vectors)) {
                results.add(
                        new Evaluation(settings.evaluation())
                                .run(scorer, split, listener.evaluation()));
            }
        }
        return results;
    }

    static List<Integer> ranks(Path folder) {
        Path file = folder.resolve(RANKS);
        return List.of(ExperimentResult.readJson(file, Integer[].class));
    }

    /** Passes the progress of a training on and remembers the last epoch. */
    private static final class EpochCount implements TrainingProgress {

        private final TrainingProgress to;
        private int last;

        EpochCount(TrainingProgress to) {
            this.to = to;
        }

        @Override
        public void step(Step step) {
            to.step(step);
        }

        @Override
        public void epoch(Epoch epoch) {
            last = epoch.epoch();
            to.epoch(epoch);
        }
    }
}
