package dev.semsr.model.device;

import dev.semsr.core.neighbour.CoVisits;
import dev.semsr.model.artefact.Artefact;
import dev.semsr.model.artefact.ArtefactWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.tensorflow.proto.MetaGraphDef;
import org.tensorflow.proto.SavedModel;

/** Artefacts that are not quite what their manifest says. */
final class ArtefactCopies {

    private ArtefactCopies() {}

    /** What one artefact promises, with the model of another. */
    static Artefact withModelOf(Artefact promised, Artefact other, Path folder) throws IOException {
        return written(promised, folder, target -> copy(other.savedModel(), target));
    }

    /** An artefact as it was made before there was a signature. */
    static Artefact without(String signature, Artefact artefact, Path folder) throws IOException {
        return written(
                artefact,
                folder,
                target -> {
                    copy(artefact.savedModel(), target);
                    remove(signature, target.resolve("saved_model.pb"));
                });
    }

    private static Artefact written(
            Artefact promised, Path folder, ArtefactWriter.SavedModelWriter model)
            throws IOException {
        return ArtefactWriter.write(
                folder,
                promised.manifest(),
                promised.itemIds(),
                promised.popular(),
                CoVisits.NONE,
                model);
    }

    private static void remove(String signature, Path file) throws IOException {
        SavedModel.Builder model = SavedModel.parseFrom(Files.readAllBytes(file)).toBuilder();
        for (MetaGraphDef.Builder graph : model.getMetaGraphsBuilderList()) {
            graph.removeSignatureDef(signature);
        }
        Files.write(file, model.build().toByteArray());
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : (Iterable<Path>) files::iterator) {
                Path target = to.resolve(from.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(target);
                } else {
                    Files.copy(file, target);
                }
            }
        }
    }
}
