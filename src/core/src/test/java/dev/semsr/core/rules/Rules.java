package dev.semsr.core.rules;

import dev.semsr.schemas.Rule;
import dev.semsr.schemas.RuleKind;
import dev.semsr.schemas.RuleSelector;
import dev.semsr.schemas.SelectorKind;

/** Rules for tests. */
public final class Rules {

    private Rules() {}

    /** A rule about one item. */
    public static Rule item(String id, RuleKind kind, String itemId) {
        return rule(id, kind, SelectorKind.ITEM, itemId);
    }

    /** A rule about a category or a brand. */
    public static Rule rule(String id, RuleKind kind, SelectorKind by, String value) {
        return Rule.newBuilder()
                .setRuleId(id)
                .setKind(kind)
                .setSelector(new RuleSelector(by, value, null))
                .setFactor(kind == RuleKind.BOOST || kind == RuleKind.BURY ? 2 : 1)
                .build();
    }

    /** A rule about an attribute. */
    public static Rule attribute(String id, RuleKind kind, String name, String value) {
        Rule rule = rule(id, kind, SelectorKind.ATTRIBUTE, value);
        rule.getSelector().setAttribute(name);
        return rule;
    }

    /** A PIN of an item. */
    public static Rule pin(String id, String itemId, int position) {
        Rule rule = item(id, RuleKind.PIN, itemId);
        rule.setPosition(position);
        return rule;
    }
}
