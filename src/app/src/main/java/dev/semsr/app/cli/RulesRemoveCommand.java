package dev.semsr.app.cli;

import dev.semsr.app.rules.RuleTopic;
import dev.semsr.schemas.Rule;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Removes rules. */
@Command(name = "remove", description = "Remove rules; running jobs stop following them at once.")
final class RulesRemoveCommand implements Runnable {

    @Mixin private CommonOptions common;

    @Mixin private RuleTopicOptions rules;

    @Parameters(paramLabel = "ID", arity = "1..*", description = "Ids of the rules.")
    private List<String> ids;

    @Override
    public void run() {
        List<String> unknown = rules.with(this::remove);
        common.terminal().print("%d of %d rules removed.", ids.size() - unknown.size(), ids.size());
        if (!unknown.isEmpty()) {
            throw new CommandFailure(
                    "There is no rule " + String.join(", ", unknown) + " that could be followed.",
                    "'semsr rules list' shows those that there are.");
        }
    }

    /** Writes a tombstone for each id; returns those under which there was no rule. */
    private List<String> remove(RuleTopic topic) {
        Set<String> known =
                topic.read().rules().stream().map(Rule::getRuleId).collect(Collectors.toSet());
        List<String> unknown = new ArrayList<>(ids);
        unknown.removeAll(known);
        ids.forEach(topic::remove);
        return unknown;
    }
}
