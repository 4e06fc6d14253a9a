package dev.semsr.app.cli;

import dev.semsr.lab.dataset.DatasetFolder;
import dev.semsr.lab.dataset.RecordStream;
import dev.semsr.schemas.Item;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** The titles of a catalogue, to show them and to find items by them. */
final class Titles {

    private final Map<String, String> titles;

    private Titles(Map<String, String> titles) {
        this.titles = titles;
    }

    /**
     * Reads the titles of a data set.
     *
     * @param dataset its folder or name; null to look for one that is named like the model
     */
    static Titles of(String dataset, String model, HomeFolders home) {
        if (dataset == null && !DatasetFolder.exists(home.datasets().resolve(model))) {
            return new Titles(Map.of());
        }
        DatasetFolder folder = DatasetArgument.open(dataset == null ? model : dataset, home);
        Map<String, String> titles = new LinkedHashMap<>();
        try (RecordStream<Item> items = folder.items()) {
            items.forEachRemaining(item -> titles.put(item.getItemId(), item.getTitle()));
        }
        return new Titles(titles);
    }

    /** An item's title; null if it has none. */
    String title(String itemId) {
        String title = titles.get(itemId);
        return title == null || title.isEmpty() ? null : title;
    }

    /**
     * The item of this id, or else the one with the shortest title that holds all the words.
     *
     * @param text id or words
     * @param known ids that the model knows
     */
    RecommendCommand.Named find(String text, Set<String> known) {
        if (titles.containsKey(text) || known.contains(text)) {
            return new RecommendCommand.Named(text, title(text));
        }
        String[] words = text.toLowerCase(Locale.ROOT).split("\\s+");
        return titles.entrySet().stream()
                .filter(item -> holdsAll(item.getValue().toLowerCase(Locale.ROOT), words))
                .min(Comparator.comparingInt(item -> item.getValue().length()))
                .map(item -> new RecommendCommand.Named(item.getKey(), item.getValue()))
                .orElseThrow(() -> unknown(text));
    }

    private static boolean holdsAll(String title, String[] words) {
        return Arrays.stream(words).allMatch(title::contains);
    }

    private CommandFailure unknown(String text) {
        return titles.isEmpty()
                ? new CommandFailure(
                        "The model knows no item '" + text + "', and there are no titles to search",
                        "Name the data set of the model with --dataset.")
                : new CommandFailure(
                        "No item has the id '" + text + "' or a title with all of these words",
                        "Try fewer words.");
    }
}
