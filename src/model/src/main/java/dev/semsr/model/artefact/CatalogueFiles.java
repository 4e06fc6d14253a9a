package dev.semsr.model.artefact;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.semsr.core.catalog.ItemAttributes;
import dev.semsr.core.catalog.ItemIndex;
import dev.semsr.core.fallback.PopularItem;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What an artefact knows of items beside their vectors. {@code catalogue.jsonl}: an item a line, as
 * JSON. {@code fallback/popular-in-category.jsonl}: a category a line, with its most clicked items.
 * Artefacts made before there were these files have neither.
 */
final class CatalogueFiles {

    private static final String ITEMS = "catalogue.jsonl";
    private static final String POPULAR = "fallback/popular-in-category.jsonl";
    private static final ObjectMapper JSON = new ObjectMapper();

    private CatalogueFiles() {}

    private record ItemLine(
            String item,
            List<String> categories,
            String brand,
            boolean available,
            Map<String, String> attributes) {}

    private record CategoryLine(String category, List<PopularItem> items) {}

    static void write(Path folder, ArtefactCatalogue catalogue) throws IOException {
        try (BufferedWriter out = Files.newBufferedWriter(folder.resolve(ITEMS))) {
            for (Map.Entry<String, ItemAttributes> item : catalogue.items().entrySet()) {
                ItemAttributes known = item.getValue();
                ItemLine line =
                        new ItemLine(
                                item.getKey(),
                                known.categories(),
                                known.brand(),
                                known.available(),
                                known.attributes());
                out.write(JSON.writeValueAsString(line) + "\n");
            }
        }
        Path popular = folder.resolve(POPULAR);
        Files.createDirectories(popular.getParent());
        try (BufferedWriter out = Files.newBufferedWriter(popular)) {
            for (var category : catalogue.popularInCategory().entrySet()) {
                CategoryLine line = new CategoryLine(category.getKey(), category.getValue());
                out.write(JSON.writeValueAsString(line) + "\n");
            }
        }
    }

    /** The items of an artefact, as a new index that may be kept up to date. */
    static ItemIndex items(Path folder) throws IOException {
        ItemIndex index = new ItemIndex();
        for (ItemLine line : lines(folder.resolve(ITEMS), ItemLine.class)) {
            index.put(
                    line.item(),
                    new ItemAttributes(
                            line.categories(), line.brand(), line.available(), line.attributes()));
        }
        return index;
    }

    /** The most clicked items of each category. */
    static Map<String, List<PopularItem>> popularInCategory(Path folder) throws IOException {
        Map<String, List<PopularItem>> popular = new HashMap<>();
        for (CategoryLine line : lines(folder.resolve(POPULAR), CategoryLine.class)) {
            popular.put(line.category(), List.copyOf(line.items()));
        }
        return popular;
    }

    private static <T> List<T> lines(Path file, Class<T> type) throws IOException {
        List<T> lines = new ArrayList<>();
        if (!Files.exists(file)) {
            return lines;
        }
        try (BufferedReader in = Files.newBufferedReader(file)) {
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                lines.add(JSON.readValue(line, type));
            }
            return lines;
        } catch (JsonProcessingException e) {
            throw new DamagedArtefactException(
                    file, "has a line that is not what it should be: " + e.getOriginalMessage(), e);
        }
    }
}
