package dev.semsr.core.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.semsr.schemas.Rule;
import dev.semsr.schemas.RuleKind;
import dev.semsr.schemas.SelectorKind;
import java.time.Instant;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RuleCheckTest {

    @ParameterizedTest
    @EnumSource(names = {"HIDE", "BOOST", "BURY", "PIN"})
    void aSoundRuleHasNoProblems(RuleKind kind) {
        assertThat(RuleCheck.problems(Rules.item("r", kind, "dress"))).isEmpty();
    }

    @Test
    void eachMistakeIsNamed() {
        assertProblem(rule -> rule.setRuleId(" "), "the rule has no id");
        assertProblem(rule -> rule.setKind(RuleKind.UNKNOWN), "does not know its kind");
        assertProblem(rule -> rule.setFactor(1), "BOOST by 1.0: the factor must be above 1");
        assertProblem(rule -> rule.setFactor(Double.NaN), "BOOST by NaN");
        assertProblem(rule -> rule.getSelector().setValue(""), "its selector has no value");
        assertProblem(
                rule -> rule.getSelector().setBy(SelectorKind.UNKNOWN),
                "does not know what its selector selects by");
        assertProblem(
                rule -> rule.getSelector().setBy(SelectorKind.ATTRIBUTE),
                "its selector names no attribute");
        assertProblem(
                rule -> {
                    rule.setKind(RuleKind.PIN);
                    rule.setPosition(0);
                },
                "PIN at position 0: positions are 1 to 1000");
        assertProblem(
                rule -> {
                    rule.setKind(RuleKind.PIN);
                    rule.getSelector().setBy(SelectorKind.BRAND);
                },
                "PIN takes one item, no BRAND");
        assertProblem(
                rule -> {
                    rule.setFrom(Instant.ofEpochSecond(60));
                    rule.setUntil(Instant.ofEpochSecond(60));
                },
                "it ends at 1970-01-01T00:01:00Z, before it begins");
    }

    private static void assertProblem(Consumer<Rule> mistake, String problem) {
        Rule rule = Rules.item("r", RuleKind.BOOST, "dress");
        mistake.accept(rule);

        assertThat(RuleCheck.problems(rule)).singleElement().asString().contains(problem);
    }
}
