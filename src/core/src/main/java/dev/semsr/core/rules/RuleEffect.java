package dev.semsr.core.rules;

import java.util.List;

/**
 * What the rules do to an item.
 *
 * @param hidden whether it may not be shown
 * @param factor what its odds are multiplied by; 1 for nothing
 * @param ruleIds ids of the rules that say so, sorted
 */
public record RuleEffect(boolean hidden, double factor, List<String> ruleIds) {

    /** No rule is about the item. */
    public static final RuleEffect NONE = new RuleEffect(false, 1, List.of());
}
