package dev.semsr.core.ranking;

import static org.assertj.core.api.Assertions.assertThat;

import dev.semsr.core.catalog.ItemAttributes;
import dev.semsr.core.catalog.ItemLookup;
import dev.semsr.core.rules.RuleBook;
import dev.semsr.core.rules.Rules;
import dev.semsr.schemas.Rule;
import dev.semsr.schemas.RuleKind;
import dev.semsr.schemas.SelectorKind;
import dev.semsr.schemas.Source;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The table of paths and filters: what comes from each source, as the answer or as what fills it
 * up, passes every filter. The list without the filter shows the item, so that no cell can pass for
 * another reason.
 */
class PathFilterTableTest {

    private static final Instant NOW = Instant.parse("2026-01-05T12:00:00Z");
    private static final String BAD = "bad";

    private static final ItemAttributes BAD_ITEM =
            new ItemAttributes(List.of("Home", "Lamps"), "Acme", true, Map.of("color", "red"));

    /** Where the candidates come from. */
    private enum Path {
        MODEL(Source.MODEL, false),
        CO_VISIT(Source.CO_VISIT, false),
        POPULAR_IN_CATEGORY(Source.POPULAR_IN_CATEGORY, false),
        POPULAR(Source.POPULAR, false),
        CO_VISIT_FILLS_UP(Source.CO_VISIT, true),
        POPULAR_IN_CATEGORY_FILLS_UP(Source.POPULAR_IN_CATEGORY, true),
        POPULAR_FILLS_UP(Source.POPULAR, true),
        ALLOW_LIST_FILLS_UP(Source.RULE, true),
        PIN(Source.RULE, false);

        private final Source source;
        private final boolean second;

        Path(Source source, boolean second) {
            this.source = source;
            this.second = second;
        }
    }

    /** A list that is made: everything that a filter may change. */
    private record Setting(
            RankingSettings settings,
            RankingRequest request,
            ItemAttributes bad,
            List<Rule> rules) {

        static Setting plain() {
            return new Setting(
                    new RankingSettings(5, true, true, 10, 0),
                    new RankingRequest(List.of("clicked"), List.of(), ClickLists.NONE, NOW),
                    BAD_ITEM,
                    List.of());
        }

        Setting with(RankingSettings other) {
            return new Setting(other, request, bad, rules);
        }

        Setting with(RankingRequest other) {
            return new Setting(settings, other, bad, rules);
        }

        Setting with(ItemAttributes other) {
            return new Setting(settings, request, other, rules);
        }

        Setting with(Rule... more) {
            return new Setting(
                    settings,
                    request,
                    bad,
                    Stream.concat(rules.stream(), Stream.of(more)).toList());
        }

        Setting asking(List<String> session, List<String> purchased, ClickLists lists) {
            return with(new RankingRequest(session, purchased, lists, NOW));
        }
    }

    private static final Map<String, Function<Setting, Setting>> FILTERS =
            Map.of(
                    "already clicked",
                    s -> s.asking(List.of(BAD), List.of(), s.request().lists()),
                    "already bought",
                    s ->
                            s.with(new RankingSettings(5, false, true, 10, 0))
                                    .asking(List.of(BAD), List.of(BAD), s.request().lists()),
                    "sold out",
                    s -> s.with(s.bad().withdrawn()),
                    "denied by the click",
                    s ->
                            s.asking(
                                    s.request().sessionItems(),
                                    List.of(),
                                    new ClickLists(s.request().lists().allow(), Set.of(BAD), 0)),
                    "not allowed by the click",
                    s ->
                            s.asking(
                                    s.request().sessionItems(),
                                    List.of(),
                                    new ClickLists(Optional.of(Set.of("good")), Set.of(), 0)),
                    "hidden by item",
                    s -> s.with(Rules.item("h", RuleKind.HIDE, BAD)),
                    "hidden by category",
                    s -> s.with(Rules.rule("h", RuleKind.HIDE, SelectorKind.CATEGORY, "Lamps")),
                    "hidden by brand",
                    s -> s.with(Rules.rule("h", RuleKind.HIDE, SelectorKind.BRAND, "Acme")),
                    "hidden by attribute",
                    s -> s.with(Rules.attribute("h", RuleKind.HIDE, "color", "red")));

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("cells")
    void noFilterIsPassedByOnAnyPath(Path path, String filter) {
        assertThat(ids(path, Setting.plain())).contains(BAD);

        List<Candidate> filtered = list(path, FILTERS.get(filter).apply(Setting.plain()));

        assertThat(filtered).extracting(Candidate::itemId).doesNotContain(BAD);
        if (!filter.equals("not allowed by the click")) {
            assertThat(filtered).extracting(Candidate::itemId).contains("good");
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("listed")
    void aBoostRaisesAndABuryLowersOnEveryPath(Path path) {
        Rule boost = Rules.item("up", RuleKind.BOOST, "good");
        boost.setFactor(100);
        Rule bury = Rules.item("down", RuleKind.BURY, BAD);
        bury.setFactor(100);

        assertThat(ids(path, Setting.plain())).containsSubsequence(BAD, "good");
        assertThat(ids(path, Setting.plain().with(boost))).containsSubsequence("good", BAD);
        assertThat(ids(path, Setting.plain().with(bury))).containsSubsequence("good", BAD);
        assertThat(list(path, Setting.plain().with(bury)))
                .filteredOn(item -> item.itemId().equals(BAD))
                .singleElement()
                .satisfies(
                        item -> {
                            assertThat(item.rules()).containsExactly("down");
                            assertThat(item.source()).isEqualTo(path.source);
                            assertThat(item.reason()).endsWith("rule down");
                        });
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("listed")
    void aPinTakesItsPlaceOnEveryPath(Path path) {
        Setting pinned = Setting.plain().with(Rules.pin("p", "good", 1));

        assertThat(ids(path, pinned)).startsWith("good").doesNotHaveDuplicates();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("listed")
    void diversityActsOnEveryPath(Path path) {
        Setting diverse = Setting.plain().with(new RankingSettings(5, true, true, 10, 0.9));

        assertThat(ids(path, Setting.plain())).containsSubsequence("twin", "good");
        assertThat(ids(path, diverse)).containsSubsequence("good", "twin");
    }

    @Test
    void aPinnedItemKeepsItsPlaceWhateverMovesTheOthers() {
        Rule bury = Rules.item("down", RuleKind.BURY, BAD);
        bury.setFactor(100);
        Rule boost = Rules.item("up", RuleKind.BOOST, "good");
        boost.setFactor(100);
        Setting moved =
                Setting.plain().with(new RankingSettings(5, true, true, 10, 0.9)).with(bury, boost);

        assertThat(ids(Path.MODEL, moved)).startsWith("good");
        assertThat(ids(Path.PIN, moved)).startsWith(BAD);
        assertThat(ids(Path.MODEL, moved.with(Rules.pin("pin", BAD, 2))))
                .startsWith("good", BAD)
                .doesNotHaveDuplicates();
    }

    @Test
    void ofTwoPinsOfOnePlaceTheOneWithTheSmallerIdStandsFirst() {
        Setting other = Setting.plain().with(Rules.pin("a", "good", 1));

        assertThat(ids(Path.PIN, other)).startsWith("good", BAD).doesNotHaveDuplicates();
    }

    static Stream<Arguments> cells() {
        return Stream.of(Path.values())
                .flatMap(
                        path ->
                                FILTERS.keySet().stream()
                                        .sorted()
                                        .map(filter -> Arguments.of(path, filter)));
    }

    static Stream<Path> listed() {
        return Stream.of(Path.values()).filter(path -> path != Path.PIN);
    }

    private static List<String> ids(Path path, Setting setting) {
        return list(path, setting).stream().map(Candidate::itemId).toList();
    }

    private static List<Candidate> list(Path path, Setting setting) {
        Setting whole = setting;
        if (path == Path.PIN) {
            whole = whole.with(Rules.pin("pin", BAD, 1));
        }
        if (path == Path.ALLOW_LIST_FILLS_UP && whole.request().lists().allow().isEmpty()) {
            RankingRequest asked = whole.request();
            whole =
                    whole.asking(
                            asked.sessionItems(),
                            List.copyOf(asked.purchasedItems()),
                            new ClickLists(
                                    Optional.of(new LinkedHashSet<>(List.of(BAD, "twin", "good"))),
                                    asked.lists().deny(),
                                    0));
        }
        ItemAttributes bad = whole.bad();
        ItemLookup items = id -> attributes(id, bad);
        return new RankingPipeline(
                        whole.settings(), items, new RuleBook(whole.rules()), ItemVectors.NONE)
                .rank(whole.request(), List.of(() -> first(path), () -> second(path)))
                .items();
    }

    private static ItemAttributes attributes(String id, ItemAttributes bad) {
        return switch (id) {
            case BAD -> bad;
            case "twin" -> new ItemAttributes(BAD_ITEM.categories(), "Acme", true, Map.of());
            case "good" -> new ItemAttributes(List.of("Home", "Chairs"), "B", true, Map.of());
            default -> ItemAttributes.UNKNOWN;
        };
    }

    private static List<Candidate> first(Path path) {
        boolean names = !path.second && path.source != Source.RULE;
        return names ? named(path.source) : List.of(new Candidate("top", 3, Source.MODEL, null));
    }

    private static List<Candidate> second(Path path) {
        if (path == Path.PIN) {
            return List.of(new Candidate("good", 1, Source.POPULAR, "x"));
        }
        return path.second && path.source != Source.RULE ? named(path.source) : List.of();
    }

    private static List<Candidate> named(Source source) {
        return List.of(
                new Candidate(BAD, 3, source, "x"),
                new Candidate("twin", 2, source, "x"),
                new Candidate("good", 1, source, "x"));
    }
}
