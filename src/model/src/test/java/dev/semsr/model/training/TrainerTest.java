package dev.semsr.model.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.semsr.model.network.Variant;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TrainerTest {

    @TempDir Path folder;

    /** Stops a training as a user would: in the middle of an epoch. */
    private static final class Stopped extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    /** Writes a checkpoint after every step, and stops after some. */
    private static final class StopAfter extends Checkpoints {
        private int left;

        StopAfter(int writes, Path folder, Corpus corpus, TrainingSettings settings) {
            super(folder, corpus, settings, Duration.ZERO);
            left = writes;
        }

        @Override
        void write(Checkpoint checkpoint) {
            super.write(checkpoint);
            if (--left == 0) {
                throw new Stopped();
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void learnsWhatFollowsWhat(Variant variant) {
        TrainedModel model =
                Trainer.train(
                        TinyCorpus.of(variant),
                        TinyCorpus.settings(variant),
                        null,
                        false,
                        TrainingProgress.silent());
        assertThat(model.validation().examples()).isEqualTo(40);
        assertThat(model.validation().recallAt20()).isGreaterThan(0.9);
        assertThat(model.validation().mrrAt20()).isGreaterThan(0.4);
    }

    @ParameterizedTest
    @EnumSource
    void aTrainingStoppedInTheMiddleOfAnEpochGoesOnAsIfItWasNeverStopped(Variant variant) {
        Corpus corpus = TinyCorpus.of(variant);
        TrainingSettings settings = TinyCorpus.settings(variant);
        List<TrainingProgress.Epoch> straight = new ArrayList<>();
        TrainedModel whole = train(corpus, settings, null, straight);

        assertThatThrownBy(() -> trainUntil(corpus, settings, 2, 7)).isInstanceOf(Stopped.class);
        List<TrainingProgress.Epoch> resumed = new ArrayList<>();
        TrainedModel continued =
                Trainer.trainWith(
                        corpus,
                        settings,
                        new Checkpoints(folder, corpus, settings, Checkpoints.EVERY),
                        true,
                        epochsInto(resumed));

        assertThat(resumed).hasSize(3);
        assertThat(resumed.get(0).loss()).isCloseTo(straight.get(1).loss(), within(1e-5));
        assertThat(continued.validation()).isEqualTo(whole.validation());
        assertClose(continued.weights(), whole.weights());
    }

    @Test
    void aCheckpointOfOtherSettingsIsRefusedAndTheDifferenceNamed() {
        Corpus corpus = TinyCorpus.of(Variant.BASE);
        TrainingSettings settings = TinyCorpus.settings(Variant.BASE);
        assertThatThrownBy(() -> trainUntil(corpus, settings, 1, 3)).isInstanceOf(Stopped.class);
        TrainingSettings other = settings.toBuilder().dimension(8).build();
        assertThatThrownBy(
                        () -> Trainer.train(corpus, other, folder, true, TrainingProgress.silent()))
                .isInstanceOf(CheckpointMismatchException.class)
                .hasMessageContaining("dimension was 16, now 8")
                .hasMessageContaining(folder.toString());
    }

    @Test
    void aCheckpointOfOtherDataIsRefused() {
        Corpus corpus = TinyCorpus.of(Variant.BASE);
        TrainingSettings settings = TinyCorpus.settings(Variant.BASE);
        assertThatThrownBy(() -> trainUntil(corpus, settings, 1, 3)).isInstanceOf(Stopped.class);
        Corpus other =
                new Corpus(
                        corpus.itemIds(),
                        corpus.sessions().subList(1, 100),
                        corpus.validation(),
                        null,
                        null);
        assertThatThrownBy(
                        () ->
                                Trainer.train(
                                        other, settings, folder, true, TrainingProgress.silent()))
                .isInstanceOf(CheckpointMismatchException.class)
                .hasMessageContaining("other data");
    }

    @Test
    void aDamagedCheckpointIsRefused() throws IOException {
        Corpus corpus = TinyCorpus.of(Variant.BASE);
        TrainingSettings settings = TinyCorpus.settings(Variant.BASE);
        assertThatThrownBy(() -> trainUntil(corpus, settings, 1, 3)).isInstanceOf(Stopped.class);
        Path file = folder.resolve("checkpoint.bin");
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length - 100] ^= 1;
        Files.write(file, bytes);
        assertThatThrownBy(
                        () ->
                                Trainer.train(
                                        corpus, settings, folder, true, TrainingProgress.silent()))
                .isInstanceOf(CheckpointMismatchException.class)
                .hasMessageContaining("damaged")
                .hasMessageContaining("checkpoint.bin");
    }

    @Test
    void stopsWhenValidationGetsNoBetterAndKeepsTheBestWeights() {
        TrainingSettings settings =
                TinyCorpus.settings(Variant.BASE).toBuilder()
                        .epochs(50)
                        .patience(2)
                        .learningRate(0.05f)
                        .build();
        List<TrainingProgress.Epoch> epochs = new ArrayList<>();
        TrainedModel model = train(TinyCorpus.of(Variant.BASE), settings, null, epochs);
        int last = epochs.size() - 1;
        assertThat(epochs).hasSizeLessThan(50);
        assertThat(epochs.get(last).best()).isFalse();
        assertThat(epochs.get(last - 1).best()).isFalse();
        assertThat(epochs.get(last - 2).best()).isTrue();
        assertThat(model.validation()).isEqualTo(epochs.get(last - 2).validation());
    }

    @Test
    void aCorpusWithoutAPairOfClicksIsRefused() {
        Corpus corpus = new Corpus(List.of("a"), List.of(new int[] {0}), List.of(), null, null);
        assertThatThrownBy(
                        () ->
                                train(
                                        corpus,
                                        TinyCorpus.settings(Variant.BASE),
                                        null,
                                        new ArrayList<>()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("nothing to learn from");
    }

    @Test
    void textIsAskedForWhereItIsNeeded() {
        Corpus corpus = TinyCorpus.of(Variant.BASE);
        assertThatThrownBy(
                        () ->
                                train(
                                        corpus,
                                        TinyCorpus.settings(Variant.SEMSR_F),
                                        null,
                                        new ArrayList<>()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("./semsr encode");
    }

    private void trainUntil(Corpus corpus, TrainingSettings settings, int epoch, int step) {
        int steps = (epoch - 1) * new Epochs(corpus.sessions(), settings).steps() + step;
        int atEpochEnds = epoch - 1;
        Checkpoints checkpoints = new StopAfter(steps + atEpochEnds, folder, corpus, settings);
        Trainer.trainWith(corpus, settings, checkpoints, false, TrainingProgress.silent());
    }

    private static TrainedModel train(
            Corpus corpus,
            TrainingSettings settings,
            Path folder,
            List<TrainingProgress.Epoch> epochs) {
        return Trainer.train(corpus, settings, folder, false, epochsInto(epochs));
    }

    private static TrainingProgress epochsInto(List<TrainingProgress.Epoch> epochs) {
        return new TrainingProgress() {
            @Override
            public void step(Step step) {}

            @Override
            public void epoch(Epoch epoch) {
                epochs.add(epoch);
            }
        };
    }

    private static void assertClose(Map<String, float[]> found, Map<String, float[]> expected) {
        assertThat(found).containsOnlyKeys(expected.keySet());
        expected.forEach(
                (name, values) ->
                        assertThat(found.get(name))
                                .as(name)
                                .containsExactly(values, within(1e-5f)));
    }
}
