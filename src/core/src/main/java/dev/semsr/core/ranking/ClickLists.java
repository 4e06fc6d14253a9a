package dev.semsr.core.ranking;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The lists that a click may carry in its context.
 *
 * @param allow the only items that may be shown; empty if all may
 * @param deny items that may not be shown
 * @param malformed how many of the lists could not be read and count as not sent
 */
public record ClickLists(Optional<Set<String>> allow, Set<String> deny, int malformed) {

    /** Key of the allow list in a click's context. */
    public static final String ALLOW = "allow";

    /** Key of the deny list in a click's context. */
    public static final String DENY = "deny";

    /** Every item may be shown. */
    public static final ClickLists NONE = new ClickLists(Optional.empty(), Set.of(), 0);

    private static final int MOST_ITEMS = 10_000;
    private static final ObjectMapper JSON =
            JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();

    /**
     * Reads the lists: ids separated by commas, or a JSON list of texts (for ids with commas), at
     * most {@value #MOST_ITEMS}. One that is neither counts as not sent.
     *
     * @param allow what the click says; null for nothing
     * @param deny what the click says; null for nothing
     */
    public static ClickLists parse(String allow, String deny) {
        if (allow == null && deny == null) {
            return NONE;
        }
        Optional<Set<String>> allowed = ids(allow);
        Optional<Set<String>> denied = ids(deny);
        int malformed =
                (allow != null && allowed.isEmpty() ? 1 : 0)
                        + (deny != null && denied.isEmpty() ? 1 : 0);
        return new ClickLists(allowed, denied.orElse(Set.of()), malformed);
    }

    private static Optional<Set<String>> ids(String text) {
        if (text == null) {
            return Optional.empty();
        }
        return text.stripLeading().startsWith("[") ? fromJson(text) : separated(text);
    }

    private static Optional<Set<String>> separated(String text) {
        return checked(List.of(text.split(",", -1)).stream().map(String::strip).toList());
    }

    private static Optional<Set<String>> fromJson(String text) {
        try {
            JsonNode list = JSON.readTree(text);
            List<String> ids = new ArrayList<>();
            for (JsonNode element : list) {
                ids.add(element.isTextual() ? element.textValue() : "");
            }
            return checked(ids);
        } catch (JsonProcessingException e) { // a malformed list is counted by the caller
            return Optional.empty();
        }
    }

    private static Optional<Set<String>> checked(List<String> ids) {
        boolean sound =
                !ids.isEmpty()
                        && ids.size() <= MOST_ITEMS
                        && ids.stream().noneMatch(String::isEmpty);
        return sound ? Optional.of(new LinkedHashSet<>(ids)) : Optional.empty();
    }
}
