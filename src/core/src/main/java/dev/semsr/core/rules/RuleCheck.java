package dev.semsr.core.rules;

import dev.semsr.schemas.Rule;
import dev.semsr.schemas.RuleKind;
import dev.semsr.schemas.RuleSelector;
import dev.semsr.schemas.SelectorKind;
import java.util.ArrayList;
import java.util.List;

/** Says what is wrong with a rule: the same words where it is written and where it is read. */
public final class RuleCheck {

    private static final int HIGHEST_POSITION = 1000;

    private RuleCheck() {}

    /** What is wrong with a rule, for people; empty if it can be followed. */
    public static List<String> problems(Rule rule) {
        List<String> problems = new ArrayList<>();
        if (rule.getRuleId().isBlank()) {
            problems.add("the rule has no id");
        }
        kind(rule, problems);
        selector(rule.getSelector(), problems);
        if (rule.getFrom() != null
                && rule.getUntil() != null
                && !rule.getFrom().isBefore(rule.getUntil())) {
            problems.add(
                    "it ends at %s, before it begins at %s"
                            .formatted(rule.getUntil(), rule.getFrom()));
        }
        return problems;
    }

    private static void kind(Rule rule, List<String> problems) {
        switch (rule.getKind()) {
            case HIDE -> {} // has nothing of its own
            case BOOST, BURY -> {
                if (!(rule.getFactor() > 1) || Double.isInfinite(rule.getFactor())) {
                    problems.add(
                            "%s by %s: the factor must be above 1"
                                    .formatted(rule.getKind(), rule.getFactor()));
                }
            }
            case PIN -> pin(rule, problems);
            case UNKNOWN -> problems.add("this version does not know its kind");
        }
    }

    private static void pin(Rule rule, List<String> problems) {
        if (rule.getPosition() < 1 || rule.getPosition() > HIGHEST_POSITION) {
            problems.add(
                    "PIN at position %d: positions are 1 to %d"
                            .formatted(rule.getPosition(), HIGHEST_POSITION));
        }
        if (rule.getSelector().getBy() != SelectorKind.ITEM) {
            problems.add(RuleKind.PIN + " takes one item, no " + rule.getSelector().getBy());
        }
    }

    private static void selector(RuleSelector selector, List<String> problems) {
        if (selector.getBy() == SelectorKind.UNKNOWN) {
            problems.add("this version does not know what its selector selects by");
        }
        if (selector.getValue().isBlank()) {
            problems.add("its selector has no value");
        }
        boolean named = selector.getAttribute() != null && !selector.getAttribute().isBlank();
        if (selector.getBy() == SelectorKind.ATTRIBUTE && !named) {
            problems.add("its selector names no attribute");
        }
    }
}
