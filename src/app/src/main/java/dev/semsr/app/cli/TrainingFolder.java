package dev.semsr.app.cli;

import dev.semsr.app.refresh.RefreshFolder;
import dev.semsr.model.artefact.FileModelStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Where the trainings of a model leave what they make.
 *
 * @param root the folder, named after the model
 */
record TrainingFolder(Path root) {

    static TrainingFolder of(HomeFolders home, String model) {
        return new TrainingFolder(home.training().resolve(model));
    }

    /** Where {@code --resume} goes on. */
    Path checkpoints() {
        return root.resolve("checkpoints");
    }

    /** Where the checkpoints of one of several networks lie. */
    static Path network(Path checkpoints, int member, int members) {
        return members == 1 ? checkpoints : checkpoints.resolve("network-" + (member + 1));
    }

    /** Where the refreshes of the model keep how far they are. */
    RefreshFolder refresh() {
        return new RefreshFolder(root.resolve("refresh"));
    }

    /** A name for a version that is to be trained now: two in one second get different ones. */
    String newVersion(Clock clock) {
        Clock moment = clock;
        while (Files.exists(artefact(FileModelStore.newVersion(moment)))) {
            moment = Clock.offset(moment, Duration.ofSeconds(1));
        }
        return FileModelStore.newVersion(moment);
    }

    /** The artefact of a version. */
    Path artefact(String version) {
        return root.resolve("artefacts").resolve(version);
    }

    /** Whether an earlier training left a checkpoint. */
    boolean hasCheckpoint() {
        return !children(checkpoints()).isEmpty();
    }

    /**
     * The artefact that was made last.
     *
     * @throws CommandFailure if there is none
     */
    Path requireNewestArtefact() {
        return children(root.resolve("artefacts")).stream()
                .filter(folder -> Files.isRegularFile(folder.resolve("manifest.json")))
                .max(Comparator.comparing(folder -> folder.getFileName().toString()))
                .orElseThrow(
                        () ->
                                new CommandFailure(
                                        "No trained model in " + root,
                                        "Train one with 'semsr train', or name the folder of an"
                                                + " artefact."));
    }

    private static List<Path> children(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> list = Files.list(folder)) {
            return list.toList();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot list " + folder, e);
        }
    }
}
