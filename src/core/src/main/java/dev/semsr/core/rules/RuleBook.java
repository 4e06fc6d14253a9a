package dev.semsr.core.rules;

import dev.semsr.core.catalog.ItemAttributes;
import dev.semsr.schemas.Rule;
import dev.semsr.schemas.RuleKind;
import dev.semsr.schemas.RuleSelector;
import dev.semsr.schemas.SelectorKind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * All rules of one moment, found by what they select: an item costs as many look-ups as it has
 * categories and attributes, however many rules there are. Never changes.
 */
public final class RuleBook {

    /** No rules. */
    public static final RuleBook EMPTY = new RuleBook(List.of());

    private record Key(SelectorKind by, String attribute, String value) {}

    private final List<Rule> rules;
    private final Map<Key, List<Rule>> bySelector = new HashMap<>();
    private final List<Rule> pins;

    /**
     * A book of rules.
     *
     * @param rules rules without {@link RuleCheck#problems}, each id once
     */
    public RuleBook(Collection<Rule> rules) {
        this.rules = rules.stream().sorted(Comparator.comparing(Rule::getRuleId)).toList();
        for (Rule rule : this.rules) {
            if (rule.getKind() != RuleKind.PIN) {
                bySelector
                        .computeIfAbsent(key(rule.getSelector()), key -> new ArrayList<>())
                        .add(rule);
            }
        }
        pins =
                this.rules.stream()
                        .filter(rule -> rule.getKind() == RuleKind.PIN)
                        .sorted(Comparator.comparingInt(Rule::getPosition))
                        .toList();
    }

    /** The rules, sorted by id. */
    public List<Rule> rules() {
        return rules;
    }

    /** How many rules hold at a moment. */
    public int active(Instant now) {
        return (int) rules.stream().filter(rule -> holds(rule, now)).count();
    }

    /** The items to put at places, by place and then by rule id. */
    public List<Pin> pins(Instant now) {
        return pins.stream()
                .filter(rule -> holds(rule, now))
                .map(
                        rule ->
                                new Pin(
                                        rule.getSelector().getValue(),
                                        rule.getPosition(),
                                        rule.getRuleId()))
                .toList();
    }

    /** What the rules do to an item at a moment. One that hides wins over all others. */
    public RuleEffect effect(String itemId, ItemAttributes item, Instant now) {
        if (bySelector.isEmpty()) {
            return RuleEffect.NONE;
        }
        List<Rule> found = new ArrayList<>();
        add(found, new Key(SelectorKind.ITEM, null, itemId), now);
        item.categories().stream()
                .distinct()
                .forEach(name -> add(found, new Key(SelectorKind.CATEGORY, null, name), now));
        if (item.brand() != null) {
            add(found, new Key(SelectorKind.BRAND, null, item.brand()), now);
        }
        item.attributes()
                .forEach(
                        (name, value) ->
                                add(found, new Key(SelectorKind.ATTRIBUTE, name, value), now));
        return found.isEmpty() ? RuleEffect.NONE : effect(found);
    }

    private void add(List<Rule> found, Key key, Instant now) {
        for (Rule rule : bySelector.getOrDefault(key, List.of())) {
            if (holds(rule, now)) {
                found.add(rule);
            }
        }
    }

    private static RuleEffect effect(List<Rule> rules) {
        boolean hidden = false;
        double factor = 1;
        for (Rule rule : rules) {
            switch (rule.getKind()) {
                case HIDE -> hidden = true;
                case BOOST -> factor *= rule.getFactor();
                case BURY -> factor /= rule.getFactor();
                case PIN, UNKNOWN ->
                        throw new IllegalStateException("No such rule in here: " + rule);
            }
        }
        return new RuleEffect(
                hidden, factor, rules.stream().map(Rule::getRuleId).sorted().distinct().toList());
    }

    /** Whether a rule holds at a moment. */
    public static boolean holds(Rule rule, Instant now) {
        return (rule.getFrom() == null || !now.isBefore(rule.getFrom()))
                && (rule.getUntil() == null || now.isBefore(rule.getUntil()));
    }

    private static Key key(RuleSelector selector) {
        boolean named = selector.getBy() == SelectorKind.ATTRIBUTE;
        return new Key(
                selector.getBy(), named ? selector.getAttribute() : null, selector.getValue());
    }
}
