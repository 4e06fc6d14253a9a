package dev.semsr.core.encoding;

import dev.semsr.schemas.Item;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * Which parts of an item make its text, and in which order. Its name, such as {@code
 * title-brand-category}, stands beside the encoder's name in a model's manifest: vectors of another
 * template are other vectors.
 *
 * @param parts the parts in order, each once
 */
public record ItemTextTemplate(List<Part> parts) {

    /** Title, brand and category. */
    public static final ItemTextTemplate DEFAULT =
            new ItemTextTemplate(List.of(Part.TITLE, Part.BRAND, Part.CATEGORY));

    /** Longer descriptions are cut at a word: encoders are slow on them and gain little. */
    static final int DESCRIPTION_LENGTH = 500;

    /** A part of an item that can be text. */
    public enum Part {
        /** The title. */
        TITLE,
        /** The brand. */
        BRAND,
        /** The category path, widest first, joined by {@code >}. */
        CATEGORY,
        /** The first 500 characters of the description. */
        DESCRIPTION;

        private String render(Item item) {
            return switch (this) {
                case TITLE -> item.getTitle();
                case BRAND -> item.getBrand();
                case CATEGORY -> String.join(" > ", item.getCategories());
                case DESCRIPTION -> cut(item.getDescription());
            };
        }
    }

    /** Checks that there are parts and none comes twice. */
    public ItemTextTemplate {
        parts = List.copyOf(parts);
        if (parts.isEmpty() || EnumSet.copyOf(parts).size() != parts.size()) {
            throw new IllegalArgumentException(
                    "A text template needs at least one part and each only once, not " + parts);
        }
    }

    /**
     * Reads a template from its name.
     *
     * @throws IllegalArgumentException if it is none; says what is allowed
     */
    public static ItemTextTemplate parse(String name) {
        return new ItemTextTemplate(
                Arrays.stream(name.split("-", -1)).map(part -> part(part, name)).toList());
    }

    /** The name: the parts, joined by {@code -}. */
    public String name() {
        return parts.stream()
                .map(part -> part.name().toLowerCase(Locale.ROOT))
                .collect(Collectors.joining("-"));
    }

    /**
     * The text of an item: its parts, each as plain text on one line, joined by {@code ". "}.
     *
     * @return the empty string if the item has none of the parts
     */
    public String render(Item item) {
        return parts.stream()
                .map(part -> part.render(item))
                .filter(Objects::nonNull)
                .map(text -> text.strip().replaceAll("\\s+", " "))
                .filter(text -> !text.isEmpty())
                .collect(Collectors.joining(". "));
    }

    private static Part part(String part, String name) {
        return Arrays.stream(Part.values())
                .filter(value -> value.name().equalsIgnoreCase(part))
                .findFirst()
                .orElseThrow(
                        () ->
                                new IllegalArgumentException(
                                        "'"
                                                + part
                                                + "' in text template '"
                                                + name
                                                + "' is not a part of an item; join title, brand,"
                                                + " category and description by '-'"));
    }

    private static String cut(String text) {
        if (text == null || text.length() <= DESCRIPTION_LENGTH) {
            return text;
        }
        int word = text.lastIndexOf(' ', DESCRIPTION_LENGTH);
        return text.substring(0, word > 0 ? word : DESCRIPTION_LENGTH);
    }
}
