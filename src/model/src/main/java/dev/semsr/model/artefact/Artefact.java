package dev.semsr.model.artefact;

import dev.semsr.core.catalog.ItemIndex;
import dev.semsr.core.catalog.ItemLookup;
import dev.semsr.core.fallback.CategoryFallback;
import dev.semsr.core.fallback.CoVisitFallback;
import dev.semsr.core.fallback.FallbackLadder;
import dev.semsr.core.fallback.PopularItem;
import dev.semsr.core.fallback.PopularityFallback;
import dev.semsr.core.neighbour.CoVisits;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A model version on disk, verified.
 *
 * @param folder the version's folder
 * @param manifest what it is
 * @param itemIds ids of the trained catalogue, in row order
 * @param popular items by clicks, most clicked first: what is shown when no model can answer
 * @param coVisits what follows each row of {@code itemIds}; none in an artefact without them
 */
public record Artefact(
        Path folder,
        Manifest manifest,
        List<String> itemIds,
        List<PopularItem> popular,
        CoVisits coVisits) {

    static final String ITEMS = "items";
    static final String POPULAR = "fallback/popular.tsv";

    /** Copies the lists. */
    public Artefact {
        itemIds = List.copyOf(itemIds);
        popular = List.copyOf(popular);
    }

    /**
     * Opens an artefact and compares every file with its checksum.
     *
     * @throws DamagedArtefactException naming the file that is missing or altered
     */
    public static Artefact open(Path folder) {
        try {
            Manifest manifest = ManifestJson.read(folder);
            Checksums.verify(folder, manifest);
            List<String> itemIds = readItems(folder.resolve(ITEMS), manifest);
            return new Artefact(
                    folder,
                    manifest,
                    itemIds,
                    readPopular(folder.resolve(POPULAR)),
                    CoVisitsFile.read(folder, itemIds.size()));
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read the model artefact in " + folder, e);
        }
    }

    /**
     * Reads the manifest of an artefact whose files may not all be there yet.
     *
     * @throws DamagedArtefactException if it is missing or no manifest
     */
    public static Manifest readManifest(Path folder) {
        try {
            return ManifestJson.read(folder);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read the manifest in " + folder, e);
        }
    }

    /** The TensorFlow SavedModel. */
    public Path savedModel() {
        return folder.resolve(ArtefactWriter.SAVED_MODEL);
    }

    /**
     * What is known of the items beside their vectors, as a new index that may be kept up to date.
     */
    public ItemIndex catalogue() {
        try {
            return CatalogueFiles.items(folder);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read the catalogue of " + folder, e);
        }
    }

    /**
     * What answers when the model cannot: co-visits, then items that are popular in the session's
     * categories, then popular items.
     *
     * @param items what is known of items at the time of the answer
     */
    public FallbackLadder fallback(ItemLookup items) {
        try {
            return new FallbackLadder(
                    new CoVisitFallback(itemIds, coVisits),
                    new CategoryFallback(CatalogueFiles.popularInCategory(folder), items),
                    new PopularityFallback(popular));
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read the fallback of " + folder, e);
        }
    }

    /** The same ladder over the items as they were when the model was made. */
    public FallbackLadder fallback() {
        return fallback(catalogue());
    }

    private static List<String> readItems(Path file, Manifest manifest) throws IOException {
        List<String> ids = Files.readAllLines(file);
        if (ids.size() != manifest.items()) {
            throw new DamagedArtefactException(
                    file, "has " + ids.size() + " ids, but the manifest says " + manifest.items());
        }
        return ids;
    }

    private static List<PopularItem> readPopular(Path file) throws IOException {
        List<PopularItem> popular = new ArrayList<>();
        try (Stream<String> lines = Files.lines(file)) {
            lines.map(line -> popularItem(file, line)).forEach(popular::add);
        }
        return popular;
    }

    private static PopularItem popularItem(Path file, String line) {
        int tab = line.indexOf('\t');
        try {
            return new PopularItem(
                    line.substring(tab + 1), Double.parseDouble(line.substring(0, tab)));
        } catch (NumberFormatException | IndexOutOfBoundsException e) {
            throw new DamagedArtefactException(
                    file, "has the line '" + line + "', which is no number and item id", e);
        }
    }
}
