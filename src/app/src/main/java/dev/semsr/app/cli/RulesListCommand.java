package dev.semsr.app.cli;

import dev.semsr.app.rules.RuleTopic;
import dev.semsr.core.rules.RuleBook;
import dev.semsr.schemas.Rule;
import dev.semsr.schemas.RuleSelector;
import java.time.Instant;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Shows the rules. */
@Command(name = "list", description = "Show the rules, and which of them hold now.")
final class RulesListCommand implements Runnable {

    @Mixin private CommonOptions common;

    @Mixin private RuleTopicOptions rules;

    @Option(names = "--json", description = "Print one line of JSON for each rule.")
    private boolean json;

    /** What is printed with {@code --json}. */
    record Line(
            String id,
            String kind,
            String by,
            String attribute,
            String value,
            double factor,
            int position,
            Instant from,
            Instant until,
            boolean holds,
            String note) {}

    @Override
    public void run() {
        Instant now = Instant.now();
        var table = new TextTable("RULE", "KIND", "ITEMS", "FROM", "UNTIL", "HOLDS", "NOTE");
        for (Rule rule : rules.with(RuleTopic::read).rules()) {
            if (json) {
                common.terminal().json(line(rule, now));
            } else {
                table.add(
                        rule.getRuleId(),
                        kind(rule),
                        items(rule.getSelector()),
                        text(rule.getFrom()),
                        text(rule.getUntil()),
                        holds(rule, now) ? "yes" : "no",
                        rule.getNote());
            }
        }
        if (!json) {
            table.lines().forEach(line -> common.terminal().print("%s", line));
        }
    }

    private static Line line(Rule rule, Instant now) {
        RuleSelector selector = rule.getSelector();
        return new Line(
                rule.getRuleId(),
                lower(rule.getKind()),
                lower(selector.getBy()),
                selector.getAttribute(),
                selector.getValue(),
                rule.getFactor(),
                rule.getPosition(),
                rule.getFrom(),
                rule.getUntil(),
                holds(rule, now),
                rule.getNote());
    }

    private static String kind(Rule rule) {
        return switch (rule.getKind()) {
            case BOOST, BURY -> "%s x %s".formatted(lower(rule.getKind()), rule.getFactor());
            case PIN -> "pin at " + rule.getPosition();
            case HIDE, UNKNOWN -> lower(rule.getKind());
        };
    }

    private static String items(RuleSelector selector) {
        String name = selector.getAttribute() == null ? "" : " " + selector.getAttribute();
        return "%s%s %s".formatted(lower(selector.getBy()), name, selector.getValue());
    }

    private static boolean holds(Rule rule, Instant now) {
        return RuleBook.holds(rule, now);
    }

    private static String text(Instant time) {
        return time == null ? "" : time.toString();
    }

    private static String lower(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
