package dev.semsr.core.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.semsr.core.catalog.ItemAttributes;
import dev.semsr.schemas.Rule;
import dev.semsr.schemas.RuleKind;
import dev.semsr.schemas.SelectorKind;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RuleBookTest {

    private static final Instant NOON = Instant.parse("2026-01-05T12:00:00Z");
    private static final ItemAttributes DRESS =
            new ItemAttributes(
                    List.of("Women", "Dresses"), "Acme", true, Map.of("color", "red", "fit", "a"));

    @Test
    void aRuleIsFoundByItemCategoryBrandOrAttribute() {
        List<Rule> rules =
                List.of(
                        Rules.item("by-item", RuleKind.HIDE, "dress"),
                        Rules.rule("by-wide", RuleKind.HIDE, SelectorKind.CATEGORY, "Women"),
                        Rules.rule("by-narrow", RuleKind.HIDE, SelectorKind.CATEGORY, "Dresses"),
                        Rules.rule("by-brand", RuleKind.HIDE, SelectorKind.BRAND, "Acme"),
                        Rules.attribute("by-color", RuleKind.HIDE, "color", "red"));

        assertThat(effect(rules).ruleIds())
                .containsExactly("by-brand", "by-color", "by-item", "by-narrow", "by-wide");
        assertThat(effect(rules).hidden()).isTrue();
    }

    @Test
    void rulesAboutOthersAreNotFound() {
        List<Rule> rules =
                List.of(
                        Rules.item("by-item", RuleKind.HIDE, "Acme"),
                        Rules.rule("by-category", RuleKind.HIDE, SelectorKind.CATEGORY, "Men"),
                        Rules.rule("by-brand", RuleKind.HIDE, SelectorKind.BRAND, "Dresses"),
                        Rules.attribute("other-value", RuleKind.HIDE, "color", "blue"),
                        Rules.attribute("other-name", RuleKind.HIDE, "lining", "red"));

        assertThat(effect(rules)).isEqualTo(RuleEffect.NONE);
    }

    @Test
    void factorsOfSeveralRulesMultiply() {
        List<Rule> rules =
                List.of(
                        Rules.item("up", RuleKind.BOOST, "dress"),
                        Rules.rule("up-too", RuleKind.BOOST, SelectorKind.BRAND, "Acme"),
                        Rules.attribute("down", RuleKind.BURY, "fit", "a"));

        assertThat(effect(rules))
                .isEqualTo(new RuleEffect(false, 2, List.of("down", "up", "up-too")));
    }

    @Test
    void aRuleHoldsFromItsBeginningUntilJustBeforeItsEnd() {
        Rule rule = Rules.item("r", RuleKind.HIDE, "dress");
        rule.setFrom(NOON);
        rule.setUntil(NOON.plusSeconds(60));
        RuleBook book = new RuleBook(List.of(rule));

        assertThat(book.effect("dress", DRESS, NOON.minusMillis(1)).hidden()).isFalse();
        assertThat(book.effect("dress", DRESS, NOON).hidden()).isTrue();
        assertThat(book.effect("dress", DRESS, NOON.plusMillis(59_999)).hidden()).isTrue();
        assertThat(book.effect("dress", DRESS, NOON.plusSeconds(60)).hidden()).isFalse();
        assertThat(book.active(NOON)).isEqualTo(1);
        assertThat(book.active(NOON.plusSeconds(60))).isZero();
    }

    @Test
    void pinsComeByPlaceAndThenById() {
        RuleBook book =
                new RuleBook(
                        List.of(
                                Rules.pin("z", "third", 1),
                                Rules.pin("b", "last", 4),
                                Rules.pin("a", "second", 1)));

        assertThat(book.pins(NOON))
                .containsExactly(
                        new Pin("second", 1, "a"),
                        new Pin("third", 1, "z"),
                        new Pin("last", 4, "b"));
        assertThat(book.effect("last", ItemAttributes.UNKNOWN, NOON)).isEqualTo(RuleEffect.NONE);
    }

    private static RuleEffect effect(List<Rule> rules) {
        return new RuleBook(rules).effect("dress", DRESS, NOON);
    }
}
