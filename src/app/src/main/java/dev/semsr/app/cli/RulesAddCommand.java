package dev.semsr.app.cli;

import dev.semsr.core.rules.RuleCheck;
import dev.semsr.schemas.Rule;
import dev.semsr.schemas.RuleKind;
import dev.semsr.schemas.RuleSelector;
import dev.semsr.schemas.SelectorKind;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Adds a rule, or changes one. */
@Command(
        name = "add",
        description = "Add a rule, or put it in place of the one with the same id.",
        footer = {
            "",
            "For example, to hide a brand until new year, and to pin an item first:",
            "  semsr rules add recall --hide --brand Acme --until 2027-01-01T00:00:00Z",
            "  semsr rules add launch --pin 1 --item B00KAI3KW2"
        })
final class RulesAddCommand implements Runnable {

    @Mixin private CommonOptions common;

    @Mixin private RuleTopicOptions rules;

    @Parameters(paramLabel = "ID", description = "Id of the rule; recommended items name it.")
    private String id;

    @ArgGroup(exclusive = true, multiplicity = "1")
    private Effect effect;

    @ArgGroup(exclusive = true, multiplicity = "1")
    private Which which;

    @Option(
            names = "--from",
            paramLabel = "TIME",
            description = "When it begins, such as 2026-06-01T12:00:00Z (default: at once).")
    private Instant from;

    @Option(
            names = "--until",
            paramLabel = "TIME",
            description = "When it ends (default: when it is removed).")
    private Instant until;

    @Option(names = "--note", paramLabel = "TEXT", description = "Why, for people.")
    private String note;

    /** What the rule does. */
    private static final class Effect {

        @Option(names = "--hide", description = "Never show the items.")
        private boolean hide;

        @Option(
                names = "--boost",
                paramLabel = "FACTOR",
                description = "Make the items so many times likelier; above 1.")
        private Double boost;

        @Option(
                names = "--bury",
                paramLabel = "FACTOR",
                description = "Make the items so many times less likely; above 1.")
        private Double bury;

        @Option(
                names = "--pin",
                paramLabel = "POSITION",
                description = "Show the item at this place of every list, from 1.")
        private Integer pin;

        RuleKind kind() {
            if (hide) {
                return RuleKind.HIDE;
            }
            if (pin != null) {
                return RuleKind.PIN;
            }
            return boost != null ? RuleKind.BOOST : RuleKind.BURY;
        }

        double factor() {
            return boost != null ? boost : bury != null ? bury : 1;
        }

        int position() {
            return pin == null ? 1 : pin;
        }
    }

    /** Which items the rule is about. */
    private static final class Which {

        @Option(names = "--item", paramLabel = "ID", description = "An item.")
        private String item;

        @Option(
                names = "--category",
                paramLabel = "NAME",
                description = "Items with this category anywhere in their path.")
        private String category;

        @Option(names = "--brand", paramLabel = "NAME", description = "Items of this brand.")
        private String brand;

        @Option(
                names = "--attribute",
                paramLabel = "NAME=VALUE",
                description = "Items with this value of an attribute.")
        private String attribute;

        RuleSelector selector() {
            if (item != null) {
                return new RuleSelector(SelectorKind.ITEM, item, null);
            }
            if (category != null) {
                return new RuleSelector(SelectorKind.CATEGORY, category, null);
            }
            if (brand != null) {
                return new RuleSelector(SelectorKind.BRAND, brand, null);
            }
            int equals = attribute.indexOf('=');
            if (equals < 1) {
                throw new IllegalArgumentException(
                        "--attribute " + attribute + ": NAME=VALUE is needed, such as color=red");
            }
            return new RuleSelector(
                    SelectorKind.ATTRIBUTE,
                    attribute.substring(equals + 1),
                    attribute.substring(0, equals));
        }
    }

    @Override
    public void run() {
        Rule rule = common.checked(this::rule);
        rules.with(
                topic -> {
                    topic.put(rule);
                    return rule;
                });
        common.terminal().print("Rule '%s' is in force from %s.", id, begins());
    }

    private Rule rule() {
        Rule rule =
                new Rule(
                        id,
                        effect.kind(),
                        which.selector(),
                        effect.factor(),
                        effect.position(),
                        millis(from),
                        millis(until),
                        note);
        List<String> problems = RuleCheck.problems(rule);
        if (!problems.isEmpty()) {
            throw new IllegalArgumentException(
                    "Rule '" + id + "' cannot be followed: " + String.join("; ", problems) + ".");
        }
        return rule;
    }

    private String begins() {
        return from == null || from.isBefore(Instant.now()) ? "now on" : from.toString();
    }

    private static Instant millis(Instant time) {
        return time == null ? null : time.truncatedTo(ChronoUnit.MILLIS);
    }
}
