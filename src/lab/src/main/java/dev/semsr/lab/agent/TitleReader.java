package dev.semsr.lab.agent;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads titles out of an answer: strictly as asked for, else out of prose, code fences, lists
 * without a name, or JSON that is broken or cut off.
 */
final class TitleReader {

    private static final Logger LOG = LoggerFactory.getLogger(TitleReader.class);

    private static final JsonMapper STRICT =
            JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();

    private static final JsonMapper LENIENT =
            JsonMapper.builder()
                    .enable(JsonReadFeature.ALLOW_TRAILING_COMMA)
                    .enable(JsonReadFeature.ALLOW_MISSING_VALUES)
                    .enable(JsonReadFeature.ALLOW_SINGLE_QUOTES)
                    .enable(JsonReadFeature.ALLOW_JAVA_COMMENTS)
                    .enable(JsonReadFeature.ALLOW_UNQUOTED_FIELD_NAMES)
                    .enable(JsonReadFeature.ALLOW_UNESCAPED_CONTROL_CHARS)
                    .enable(JsonReadFeature.ALLOW_BACKSLASH_ESCAPING_ANY_CHARACTER)
                    .build();

    /** What reasoning models think aloud before they answer; may hold drafts. */
    private static final Pattern THINKING = Pattern.compile("(?s)<think>.*?</think>");

    private static final Pattern NAMED_LIST =
            Pattern.compile("[\"']?" + ResponseFormats.FIELD + "[\"']?\\s*:\\s*(?=\\[)");

    private static final Pattern ANY_LIST = Pattern.compile("(?=\\[)");

    /** A longer answer is no list of titles; searching it all would take long. */
    private static final int LONGEST = 50_000;

    private final int most;

    /** Reads at most so many titles. */
    TitleReader(int most) {
        this.most = most;
    }

    /**
     * What was read.
     *
     * @param titles the titles, the likeliest first, each once; empty if there are none
     * @param strict whether the answer was as asked for
     * @param problem what was wrong, for the model; empty if nothing was
     */
    record Reading(List<String> titles, boolean strict, String problem) {}

    Reading read(String answer) {
        if (answer.isBlank()) {
            return new Reading(List.of(), false, "It was empty.");
        }
        Reading strict = strictly(answer);
        if (strict.strict() && !strict.titles().isEmpty()) {
            return strict;
        }
        List<String> found = search(answer);
        return found.isEmpty() ? strict : new Reading(found, false, strict.problem());
    }

    private Reading strictly(String answer) {
        try {
            JsonNode list = STRICT.readTree(answer).get(ResponseFormats.FIELD);
            if (list == null || !list.isArray()) {
                return new Reading(List.of(), false, "It has no list named \"titles\".");
            }
            List<String> titles = new ArrayList<>();
            list.forEach(title -> titles.add(title.isTextual() ? title.textValue() : ""));
            List<String> clean = clean(titles);
            boolean texts = titles.stream().noneMatch(String::isBlank);
            return new Reading(clean, texts, clean.isEmpty() ? "The list named no title." : "");
        } catch (IOException e) {
            LOG.trace("No JSON", e);
            return new Reading(List.of(), false, "It was not JSON alone.");
        }
    }

    private List<String> search(String answer) {
        String text = THINKING.matcher(answer).replaceAll("");
        text = text.length() > LONGEST ? text.substring(0, LONGEST) : text;
        List<String> named = last(text, NAMED_LIST);
        return named.isEmpty() ? last(text, ANY_LIST) : named;
    }

    /** The last list that holds titles: models that correct themselves do so at the end. */
    private List<String> last(String text, Pattern start) {
        List<String> found = List.of();
        Matcher matcher = start.matcher(text);
        int end = 0;
        while (matcher.find()) {
            if (matcher.end() >= end) {
                Listed listed = listAt(text.substring(matcher.end()));
                end = matcher.end() + listed.length();
                List<String> titles = clean(listed.titles());
                found = titles.isEmpty() ? found : titles;
            }
        }
        return found;
    }

    /** Texts of a list and its length in characters; as far as it can be read. */
    private record Listed(List<String> titles, int length) {}

    private static Listed listAt(String text) {
        List<String> titles = new ArrayList<>();
        try (JsonParser parser = LENIENT.createParser(text)) {
            parser.nextToken();
            String field = "";
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                if (token == JsonToken.END_ARRAY) {
                    return new Listed(titles, (int) parser.currentLocation().getCharOffset());
                }
                if (token == JsonToken.FIELD_NAME) {
                    field = parser.currentName();
                } else if (token == JsonToken.VALUE_STRING && isTitle(parser, field)) {
                    titles.add(parser.getText());
                }
            }
        } catch (IOException e) {
            LOG.trace("A list that is broken or cut off", e);
        }
        return new Listed(titles, 0);
    }

    private static boolean isTitle(JsonParser parser, String field) {
        return parser.getParsingContext().inArray()
                || field.equalsIgnoreCase("title")
                || field.equalsIgnoreCase("name");
    }

    private List<String> clean(List<String> titles) {
        Map<String, String> different = new LinkedHashMap<>();
        for (String title : titles) {
            String plain = title.strip().replaceAll("\\s+", " ");
            if (plain.codePoints().anyMatch(Character::isLetterOrDigit)) {
                different.putIfAbsent(plain.toLowerCase(Locale.ROOT), plain);
            }
        }
        return different.values().stream().limit(most).toList();
    }
}
