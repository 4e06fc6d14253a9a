package dev.semsr.model.artefact;

import dev.semsr.core.fallback.PopularItem;
import dev.semsr.core.neighbour.CoVisits;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Writes an artefact: {@code saved_model/} (TensorFlow), {@code items} (UTF-8, the id of row n on
 * line n), {@code fallback/popular.tsv} (clicks, perhaps a fraction, tab, id; most clicked first),
 * {@code fallback/co-visits.tsv} (see {@link CoVisitsFile}), those of {@link CatalogueFiles}, and
 * {@code manifest.json} with the checksums of all of them.
 */
public final class ArtefactWriter {

    static final String SAVED_MODEL = "saved_model";

    private ArtefactWriter() {}

    /** Writes a TensorFlow SavedModel into a folder. */
    @FunctionalInterface
    public interface SavedModelWriter {
        /** Writes into {@code folder}, which does not exist yet. */
        void write(Path folder) throws IOException;
    }

    /**
     * Writes an artefact aside and renames it to {@code folder}, so that a folder is whole or
     * absent.
     *
     * @param folder must not exist
     * @param manifest without checksums
     * @param coVisits what follows each row of {@code itemIds}
     * @param catalogue what is known of items beside their vectors
     * @return the artefact as it stands on disk
     */
    public static Artefact write(
            Path folder,
            Manifest manifest,
            List<String> itemIds,
            List<PopularItem> popular,
            CoVisits coVisits,
            ArtefactCatalogue catalogue,
            SavedModelWriter savedModel) {
        try {
            AtomicFolder.write(
                    folder,
                    aside -> {
                        savedModel.write(aside.resolve(SAVED_MODEL));
                        writeItems(aside.resolve(Artefact.ITEMS), itemIds);
                        writePopular(aside.resolve(Artefact.POPULAR), popular);
                        CoVisitsFile.write(aside, coVisits);
                        CatalogueFiles.write(aside, catalogue);
                        ManifestJson.write(manifest.withFiles(Checksums.of(aside)), aside);
                    });
            return new Artefact(folder, ManifestJson.read(folder), itemIds, popular, coVisits);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write the model artefact to " + folder, e);
        }
    }

    /** Writes an artefact of whose items nothing is known but their vectors. */
    public static Artefact write(
            Path folder,
            Manifest manifest,
            List<String> itemIds,
            List<PopularItem> popular,
            CoVisits coVisits,
            SavedModelWriter savedModel) {
        return write(
                folder, manifest, itemIds, popular, coVisits, ArtefactCatalogue.NONE, savedModel);
    }

    private static void writeItems(Path file, List<String> itemIds) throws IOException {
        for (String id : itemIds) {
            requireOneLine(id);
        }
        Files.write(file, itemIds);
    }

    private static void writePopular(Path file, List<PopularItem> popular) throws IOException {
        Files.createDirectories(file.getParent());
        try (BufferedWriter out = Files.newBufferedWriter(file)) {
            for (PopularItem item : popular) {
                requireOneLine(item.itemId());
                out.write(number(item.clicks()) + "\t" + item.itemId() + "\n");
            }
        }
    }

    /** Whole numbers without a point, as they are where no click fades. */
    private static String number(double clicks) {
        return clicks == Math.rint(clicks)
                ? Long.toString((long) clicks)
                : Float.toString((float) clicks);
    }

    private static void requireOneLine(String id) {
        if (id.isEmpty() || id.indexOf('\n') >= 0 || id.indexOf('\r') >= 0) {
            throw new IllegalArgumentException(
                    "Item id '"
                            + id
                            + "' is empty or has a line break; correct it in the catalogue");
        }
    }
}
