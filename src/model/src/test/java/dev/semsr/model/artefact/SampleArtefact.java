package dev.semsr.model.artefact;

import dev.semsr.core.fallback.PopularItem;
import dev.semsr.core.neighbour.CoVisits;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** An artefact whose SavedModel is a file of a few bytes. */
final class SampleArtefact {

    static final List<String> ITEMS = List.of("a", "b", "item with spaces\tand a tab");
    static final List<PopularItem> POPULAR =
            List.of(new PopularItem("item with spaces\tand a tab", 9), new PopularItem("a", 2));

    static final CoVisits CO_VISITS =
            CoVisits.of(List.of(new int[] {0, 1, 2}, new int[] {0, 2}), 9, 9);

    private SampleArtefact() {}

    static Artefact write(Path folder, String version, Instant created) {
        return write(folder, version, created, "niser");
    }

    static Artefact write(Path folder, String version, Instant created, String backbone) {
        return ArtefactWriter.write(
                folder,
                manifest(version, created, backbone),
                ITEMS,
                POPULAR,
                CO_VISITS,
                savedModel -> {
                    Files.createDirectories(savedModel.resolve("variables"));
                    Files.writeString(savedModel.resolve("saved_model.pb"), "graph");
                    Files.writeString(savedModel.resolve("variables/data"), "numbers");
                });
    }

    private static Manifest manifest(String version, Instant created, String backbone) {
        return new Manifest(
                Manifest.FORMAT,
                "shop",
                version,
                "semsr-f",
                backbone,
                "letters",
                "title",
                100,
                26,
                50,
                ITEMS.size(),
                1024,
                Instant.parse("2026-01-01T00:00:00Z"),
                null,
                Map.of("recall@20", 0.25),
                Map.of("seed", "1"),
                created,
                Map.of());
    }
}
