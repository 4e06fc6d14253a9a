package dev.semsr.lab.importer;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.commons.text.StringEscapeUtils;

/** Cleans what shops write into titles, prices and categories. */
final class ItemText {

    private static final Pattern TAG = Pattern.compile("</?[a-zA-Z][^<>]{0,200}>");
    private static final Pattern BLANKS = Pattern.compile("\\s+");
    private static final Pattern PRICE =
            Pattern.compile("\\s*[^\\d\\s]{0,3}\\s*(\\d{1,9}(?:,\\d{3})*(?:\\.\\d{1,4})?)");

    private ItemText() {}

    /** Text on one line, without HTML tags and entities. */
    static String clean(String text) {
        String plain = TAG.matcher(StringEscapeUtils.unescapeHtml4(text)).replaceAll(" ");
        return BLANKS.matcher(plain).replaceAll(" ").strip();
    }

    /** The same; null for nothing. */
    static String cleanOrNull(String text) {
        String clean = clean(text);
        return clean.isEmpty() ? null : clean;
    }

    /** Text of a value that is a text or a list of texts; null for nothing. */
    static String joinedOrNull(JsonNode value) {
        List<String> parts = new ArrayList<>();
        collect(value, parts);
        return cleanOrNull(String.join(" ", parts));
    }

    /** Names of a category path: a list of names, or a list of paths of which the first counts. */
    static List<String> path(JsonNode value) {
        JsonNode path = value.isArray() && value.path(0).isArray() ? value.path(0) : value;
        List<String> names = new ArrayList<>();
        collect(path, names);
        return names.stream().map(ItemText::clean).filter(name -> !name.isEmpty()).toList();
    }

    /** The amount that a text such as {@code $12.99 - $15.00} begins with; null for any other. */
    static Double price(String text) {
        Matcher matcher = PRICE.matcher(text);
        return matcher.lookingAt() ? Double.valueOf(matcher.group(1).replace(",", "")) : null;
    }

    private static void collect(JsonNode value, List<String> texts) {
        if (value.isArray()) {
            value.forEach(part -> collect(part, texts));
        } else if (value.isValueNode() && !value.isNull()) {
            texts.add(value.asText());
        }
    }
}
