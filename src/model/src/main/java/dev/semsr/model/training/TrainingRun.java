package dev.semsr.model.training;

import dev.semsr.core.encoding.VectorTable;
import dev.semsr.model.network.NetworkSettings;
import dev.semsr.model.network.SemanticInitialisation;
import dev.semsr.model.network.TextPreparation;
import dev.semsr.model.network.Variant;
import java.util.Map;

/** One training from first step to best weights. */
final class TrainingRun implements AutoCloseable {

    private final Corpus corpus;
    private final TrainingSettings settings;
    private final FirstWeights first;
    private final TrainingProgress progress;
    private final Epochs epochs;
    private final NetworkSettings shape;
    private final TextPreparation preparation;
    private final TrainingGraph graph;
    private final Validation validation;
    private final Checkpoints checkpoints;

    private TrainingPosition position = TrainingPosition.start();
    private Map<String, float[]> bestWeights = Map.of();

    TrainingRun(
            Corpus corpus,
            TrainingSettings settings,
            FirstWeights first,
            Checkpoints checkpoints,
            TrainingProgress progress) {
        this.corpus = corpus;
        this.settings = settings;
        this.first = first;
        this.progress = progress;
        this.checkpoints = checkpoints;
        epochs = new Epochs(corpus.sessions(), settings);
        requireSomethingToLearn();
        boolean[] clicked = clicked(corpus);
        boolean usesText = settings.variant().usesText();
        shape = settings.network(usesText ? corpus.text().width() : 0);
        preparation = usesText ? preparation() : null;
        VectorTable text = usesText ? preparation.apply(corpus.text()) : null;
        graph = new TrainingGraph(settings, shape, text, clicked);
        if (settings.variant() == Variant.SEMSR_I) {
            graph.restore(Map.of(ItemTables.INTERACTION, semanticInteraction()));
        }
        if (first != null) {
            graph.restore(first.into(graph.weights(), corpus.itemIds()));
        }
        validation = new Validation(corpus.validation(), settings);
    }

    /** Goes on from the checkpoint, if there is one. */
    void resume() {
        checkpoints
                .read()
                .ifPresent(
                        checkpoint -> {
                            graph.restore(checkpoint.state());
                            position = checkpoint.position();
                            bestWeights = checkpoint.bestWeights();
                        });
    }

    /** Trains to the end. */
    TrainedModel finish() {
        while (!isFinished()) {
            runEpoch();
        }
        boolean untrained = position.bestEpoch() == 0;
        return new TrainedModel(
                corpus,
                settings,
                shape,
                preparation,
                first,
                untrained ? graph.weights() : bestWeights,
                untrained ? validation.run(graph) : position.best());
    }

    @Override
    public void close() {
        graph.close();
    }

    private boolean isFinished() {
        return position.epoch() >= settings.epochs()
                || position.epoch() - position.bestEpoch() >= settings.patience()
                        && position.bestEpoch() > 0;
    }

    private void runEpoch() {
        int[][] order = epochs.order(position.epoch());
        float rate =
                (float)
                        (settings.learningRate()
                                * Math.pow(
                                        settings.decayFactor(),
                                        position.epoch() / settings.decayEvery()));
        EpochClock clock = new EpochClock(position, settings, order.length, epochs.examples());
        while (position.step() < order.length) {
            Batch batch = epochs.batch(order[position.step()]);
            float loss = graph.step(batch, position.totalSteps(), rate);
            requireFinite(loss);
            position = position.afterStep(loss, batch.size());
            clock.afterStep(position, progress);
            checkpoints.writeIfDue(() -> checkpoint());
        }
        endEpoch(clock);
    }

    private void endEpoch(EpochClock clock) {
        RankMetrics metrics = validation.run(graph);
        boolean better = isBetter(metrics);
        double loss = position.meanLoss();
        if (better) {
            bestWeights = graph.weights();
        }
        position = position.afterEpoch(metrics, better);
        checkpoints.write(checkpoint());
        progress.epoch(
                new TrainingProgress.Epoch(
                        position.epoch(),
                        settings.epochs(),
                        loss,
                        metrics,
                        better,
                        clock.elapsed()));
    }

    /** Without validation examples the newest weights are the best. */
    private boolean isBetter(RankMetrics metrics) {
        return position.bestEpoch() == 0
                || metrics.examples() == 0
                || metrics.mrrAt20() > position.best().mrrAt20();
    }

    private Checkpoint checkpoint() {
        return new Checkpoint(position, graph.state(), bestWeights);
    }

    /** Text vectors mean to the network what they meant to the one that it begins from. */
    private TextPreparation preparation() {
        if (first != null) {
            return first.preparation();
        }
        return settings.textDimensions() == 0 && !settings.variant().whitensToDimension()
                ? TextPreparation.plain(shape.rawTextWidth())
                : TextPreparation.whitening(corpus.text(), shape.textWidth());
    }

    private float[] semanticInteraction() {
        return SemanticInitialisation.values(
                graph.weights().get(ItemTables.INTERACTION),
                corpus.text(),
                settings.projection(),
                settings.dimension());
    }

    private void requireSomethingToLearn() {
        if (epochs.examples() == 0) {
            throw new IllegalArgumentException(
                    "There is nothing to learn from: none of the "
                            + corpus.sessions().size()
                            + " training sessions has two clicks.");
        }
        if (settings.epochs() == 0 && first == null) {
            throw new IllegalArgumentException(
                    "0 epochs leave a model untrained: they need a warm start.");
        }
        if (settings.variant().learnsFromText() && corpus.text() == null) {
            throw new IllegalArgumentException(
                    "Variant "
                            + settings.variant().code()
                            + " needs the items' text vectors; encode the catalogue first"
                            + " (./semsr encode), or train --variant base.");
        }
    }

    private void requireFinite(float loss) {
        if (!Float.isFinite(loss)) {
            throw new IllegalStateException(
                    "The loss became "
                            + loss
                            + " in epoch "
                            + (position.epoch() + 1)
                            + ", step "
                            + (position.step() + 1)
                            + "; try a smaller learning rate than "
                            + settings.learningRate()
                            + ".");
        }
    }

    static boolean[] clicked(Corpus corpus) {
        long[] clicks = corpus.clicks();
        boolean[] clicked = new boolean[clicks.length];
        for (int row = 0; row < clicks.length; row++) {
            clicked[row] = clicks[row] > 0;
        }
        return clicked;
    }
}
