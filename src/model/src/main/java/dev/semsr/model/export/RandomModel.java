package dev.semsr.model.export;

import dev.semsr.core.encoding.VectorTable;
import dev.semsr.core.fallback.PopularItem;
import dev.semsr.core.neighbour.CoVisits;
import dev.semsr.model.artefact.Artefact;
import dev.semsr.model.artefact.ArtefactWriter;
import dev.semsr.model.artefact.Manifest;
import dev.semsr.model.network.Initial;
import dev.semsr.model.network.NetworkSettings;
import dev.semsr.model.network.TextPreparation;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * An artefact that was never trained: every parameter has a random first value. It costs what a
 * trained one of its size costs, and recommends nonsense; for benchmarks and tests.
 */
public final class RandomModel {

    private static final int POPULAR = 100;

    private RandomModel() {}

    /**
     * Writes an artefact with the items {@code item-0}, {@code item-1} and so on.
     *
     * @param folder must not exist yet
     * @param name name of the model
     * @param version version of the model
     * @param items size of the catalogue
     * @param shape the network; see {@code TrainingSettings.network}
     * @param seed of all values
     */
    public static Artefact write(
            Path folder, String name, String version, int items, NetworkSettings shape, long seed) {
        return write(folder, name, version, items, shape, new TextSource("random", "random"), seed);
    }

    /**
     * Where the text vectors of new items come from.
     *
     * @param encoder name of the text encoder
     * @param template name of the text template
     */
    public record TextSource(String encoder, String template) {}

    /** The same with an encoder for items to come; the vectors of its own items are random. */
    public static Artefact write(
            Path folder,
            String name,
            String version,
            int items,
            NetworkSettings shape,
            TextSource text,
            long seed) {
        List<String> ids = IntStream.range(0, items).mapToObj(i -> "item-" + i).toList();
        return write(folder, name, version, ids, shape, text, seed);
    }

    /**
     * The same over items that are there: what a broken training would leave.
     *
     * @param ids the items, the most popular first
     */
    public static Artefact write(
            Path folder,
            String name,
            String version,
            List<String> ids,
            NetworkSettings shape,
            TextSource text,
            long seed) {
        ServingTables tables = ServingTables.of(member(ids.size(), shape, seed));
        return ArtefactWriter.write(
                folder,
                manifest(name, version, shape, tables, text),
                ids,
                ids.stream().limit(POPULAR).map(id -> new PopularItem(id, 1)).toList(),
                CoVisits.NONE,
                savedModel -> SavedModelExport.write(tables, savedModel));
    }

    private static ServingMember member(int items, NetworkSettings shape, long seed) {
        boolean usesText = shape.variant().usesText();
        int width = shape.dimension();
        return new ServingMember(
                shape,
                random("interaction", items, width, width, seed),
                usesText ? random("cold", 1, width, width, seed).values() : null,
                usesText ? random("text", items, shape.rawTextWidth(), width, seed) : null,
                usesText ? preparation(shape, seed) : null,
                SavedModelExport.initialWeights(shape, seed));
    }

    private static TextPreparation preparation(NetworkSettings shape, long seed) {
        int raw = shape.rawTextWidth();
        return new TextPreparation(
                raw,
                shape.textWidth(),
                new float[raw],
                random("projection", raw, shape.textWidth(), shape.dimension(), seed).values());
    }

    private static VectorTable random(
            String name, int rows, int columns, int dimension, long seed) {
        return new VectorTable(
                columns,
                Initial.UNIFORM.values(
                        Math.multiplyExact(rows, columns), columns, dimension, seed, name));
    }

    private static Manifest manifest(
            String name,
            String version,
            NetworkSettings shape,
            ServingTables tables,
            TextSource text) {
        boolean usesText = shape.variant().usesText();
        return new Manifest(
                Manifest.FORMAT,
                name,
                version,
                shape.variant().code(),
                shape.backbone().code(),
                usesText ? text.encoder() : null,
                usesText ? text.template() : null,
                shape.dimension(),
                shape.rawTextWidth(),
                shape.maxLength(),
                tables.items(),
                tables.capacity(),
                null,
                null,
                Map.of(),
                Map.of("random", true),
                Instant.EPOCH,
                Map.of());
    }
}
