package dev.semsr.jobs.recommend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.semsr.core.catalog.ItemAttributes;
import dev.semsr.core.catalog.ItemIndex;
import dev.semsr.core.fallback.CategoryFallback;
import dev.semsr.core.fallback.CoVisitFallback;
import dev.semsr.core.fallback.FallbackLadder;
import dev.semsr.core.fallback.PopularItem;
import dev.semsr.core.fallback.PopularityFallback;
import dev.semsr.core.neighbour.CoVisits;
import dev.semsr.core.rollout.VersionShare;
import dev.semsr.jobs.deadletter.DeadLetter;
import dev.semsr.jobs.rules.RuleSource;
import dev.semsr.jobs.scoring.LoadedModel;
import dev.semsr.jobs.testing.AlphabetScorer;
import dev.semsr.jobs.testing.CollectingSink;
import dev.semsr.jobs.testing.Records;
import dev.semsr.jobs.testing.TestModels;
import dev.semsr.jobs.testing.TestRollouts;
import dev.semsr.jobs.testing.TestRules;
import dev.semsr.schemas.Action;
import dev.semsr.schemas.Click;
import dev.semsr.schemas.Recommendation;
import dev.semsr.schemas.RecommendedItem;
import dev.semsr.schemas.Rule;
import dev.semsr.schemas.RuleKind;
import dev.semsr.schemas.SelectorKind;
import dev.semsr.schemas.Source;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What filters and rules do to the lists of the job, whichever path they come on. */
class RankingJobTest {

    @RegisterExtension
    static final MiniClusterExtension CLUSTER =
            new MiniClusterExtension(
                    new MiniClusterResourceConfiguration.Builder()
                            .setNumberTaskManagers(1)
                            .setNumberSlotsPerTaskManager(2)
                            .build());

    private static final String OTHERS = "bcdefghij";

    private final CollectingSink<Recommendation> recommendations = new CollectingSink<>();
    private final CollectingSink<Recommendation> shadow = new CollectingSink<>();
    private final AlphabetScorer scorer = new AlphabetScorer("alphabet/1");
    private final ItemIndex items = new ItemIndex();
    private final Configuration config =
            new Configuration()
                    .set(RecommendOptions.RANKING_TOP_K, 20)
                    .set(RecommendOptions.SESSION_MAX_CLICKS, 1)
                    .set(RecommendOptions.SCORING_TIMEOUT, Duration.ofMinutes(1));

    private FallbackLadder ladder = ladder(Path.POPULAR);

    /** Where a list comes from. */
    private enum Path {
        MODEL,
        CO_VISIT,
        POPULAR_IN_CATEGORY,
        POPULAR
    }

    @ParameterizedTest
    @EnumSource
    void everyFilterActsOnEveryPath(Path path) throws Exception {
        ladder = ladder(path);
        failUnless(path == Path.MODEL);
        catalogue();
        items.withdraw("d");
        Click bought = Records.click("e1", "s1", "j");
        bought.setAction(Action.PURCHASE);
        Click click = Records.click("e2", "s1", "a");
        click.setContext(Map.of("deny", "f", "page", "home"));
        Rule red = TestRules.hide("h3", SelectorKind.ATTRIBUTE, "red");
        red.getSelector().setAttribute("color");

        run(
                new Records().add(bought).add(click).add(Records.click("e3", "s2", "a")),
                TestRules.source(
                        TestRules.hide("h1", SelectorKind.ITEM, "b"),
                        TestRules.hide("h2", SelectorKind.CATEGORY, "Hidden"),
                        TestRules.hide("h4", SelectorKind.BRAND, "Banned"),
                        red));

        assertThat(ids(1))
                .as("of b to j all but h and i are kept out")
                .containsExactlyInAnyOrder("h", "i");
        assertThat(ids(2))
                .as("nothing was bought or denied here")
                .containsExactlyInAnyOrder("f", "h", "i", "j");
        assertThat(answer(1).getItems())
                .allMatch(item -> item.getSource() == Source.valueOf(path.name()));
    }

    @Test
    void everyFilterActsOnTheListsOfAShadow() throws Exception {
        catalogue();
        items.withdraw("d");
        Click bought = Records.click("e1", "s1", "j");
        bought.setAction(Action.PURCHASE);
        Click click = Records.click("e2", "s1", "a");
        click.setContext(Map.of("deny", "f"));
        Rule red = TestRules.hide("h3", SelectorKind.ATTRIBUTE, "red");
        red.getSelector().setAttribute("color");
        Rule pin = TestRules.hide("p", SelectorKind.ITEM, "new");
        pin.setKind(RuleKind.PIN);

        runWithShadow(
                new Records().add(bought).add(click),
                TestRules.source(
                        TestRules.hide("h1", SelectorKind.ITEM, "b"),
                        TestRules.hide("h2", SelectorKind.CATEGORY, "Hidden"),
                        TestRules.hide("h4", SelectorKind.BRAND, "Banned"),
                        red,
                        pin));

        assertThat(shadowed("e2").getModelVersion()).isEqualTo("alphabet/shadow");
        assertThat(shadowed("e2").getItems())
                .extracting(RecommendedItem::getItemId)
                .containsExactly("new", "h", "i");
    }

    @Test
    void theAllowListOfAClickActsOnTheListsOfAShadow() throws Exception {
        Click click = Records.click("e1", "s1", "a");
        click.setContext(Map.of("allow", "e,c"));

        runWithShadow(new Records().add(click), RuleSource.none());

        assertThat(shadowedIds("e1")).containsExactly("c", "e");
    }

    @Test
    void boostsAndBuriesMoveItemsInTheListsOfAShadow() throws Exception {
        Rule boost = TestRules.hide("up", SelectorKind.ITEM, "d");
        boost.setKind(RuleKind.BOOST);
        boost.setFactor(1e6);
        Rule bury = TestRules.hide("down", SelectorKind.ITEM, "b");
        bury.setKind(RuleKind.BURY);
        bury.setFactor(1e6);

        runWithShadow(
                new Records().add(Records.click("e1", "s1", "a")), TestRules.source(boost, bury));

        assertThat(shadowedIds("e1")).startsWith("d", "c", "e").endsWith("b");
        assertThat(shadowed("e1").getItems().get(0).getRules()).containsExactly("up");
    }

    @Test
    void aPinTakesItsPlaceInTheListsOfAShadow() throws Exception {
        Rule pin = TestRules.hide("launch", SelectorKind.ITEM, "new");
        pin.setKind(RuleKind.PIN);
        pin.setPosition(2);

        runWithShadow(new Records().add(Records.click("e1", "s1", "a")), TestRules.source(pin));

        assertThat(shadowedIds("e1")).startsWith("b", "new", "c");
    }

    @Test
    void diversityActsOnTheListsOfAShadow() throws Exception {
        catalogue();
        items.put("b", item("Same", "Acme"));
        items.put("c", item("Same", "Acme"));
        items.put("d", item("Other", "Else"));
        config.set(RecommendOptions.RANKING_DIVERSITY, 0.9);

        runWithShadow(new Records().add(Records.click("e1", "s1", "a")), RuleSource.none());

        assertThat(shadowedIds("e1")).containsSubsequence("b", "d", "c");
    }

    @Test
    void withoutFiltersAShadowShowsEveryItem() throws Exception {
        catalogue();

        runWithShadow(new Records().add(Records.click("e1", "s1", "a")), RuleSource.none());

        assertThat(shadowed("e1").getItems())
                .extracting(RecommendedItem::getItemId)
                .containsExactlyInAnyOrder(OTHERS.split(""));
    }

    @ParameterizedTest
    @EnumSource
    void withoutFiltersEveryItemIsShownOnEveryPath(Path path) throws Exception {
        ladder = ladder(path);
        failUnless(path == Path.MODEL);
        catalogue();

        run(new Records().add(Records.click("e1", "s1", "a")), RuleSource.none());

        assertThat(ids(0)).containsExactlyInAnyOrder(OTHERS.split(""));
        assertThat(answer(0).getItems())
                .allMatch(item -> item.getSource() == Source.valueOf(path.name()));
    }

    @Test
    void whatTheFiltersTakeFromTheModelIsFilledUpFromTheLadder() throws Exception {
        ladder = new FallbackLadder(CoVisitFallback.EMPTY, popular("z", "y"));
        config.set(RecommendOptions.RANKING_TOP_K, 3).set(RecommendOptions.RANKING_OVER_FETCH, 1);

        run( // the model is asked for 3, one beyond, and one for the session's item: b to f
                new Records().add(Records.click("e1", "s1", "a")),
                TestRules.source(
                        TestRules.hide("1", SelectorKind.ITEM, "b"),
                        TestRules.hide("2", SelectorKind.ITEM, "c"),
                        TestRules.hide("3", SelectorKind.ITEM, "d"),
                        TestRules.hide("4", SelectorKind.ITEM, "e")));

        assertThat(ids(0)).containsExactly("f", "z", "y");
        assertThat(answer(0).getItems())
                .extracting(RecommendedItem::getSource)
                .containsExactly(Source.MODEL, Source.POPULAR, Source.POPULAR);
        assertThat(answer(0).getItems().get(1).getReason()).isEqualTo("too few items");
        assertThat(answer(0).getItems())
                .isSortedAccordingTo((a, b) -> Float.compare(b.getScore(), a.getScore()));
    }

    @Test
    void anAllowListIsAnsweredFromItselfAlone() throws Exception {
        Click click = Records.click("e1", "s1", "a");
        click.setContext(Map.of("allow", "[\"q\", \"e\", \"c\"]"));

        run(new Records().add(click), RuleSource.none());

        assertThat(ids(0)).containsExactly("c", "e", "q");
        assertThat(answer(0).getItems().get(2).getSource()).isEqualTo(Source.RULE);
        assertThat(answer(0).getItems().get(2).getReason()).isEqualTo("allowed");
    }

    @Test
    void aMalformedListCountsAsNotSent() throws Exception {
        Click click = Records.click("e1", "s1", "a");
        click.setContext(Map.of("allow", "[\"q\"", "deny", ",,"));

        run(new Records().add(click), RuleSource.none());

        assertThat(ids(0)).startsWith("b", "c", "d");
    }

    @Test
    void anItemSaysWhichRuleMovedItAndPinsStandFirst() throws Exception {
        Rule boost = TestRules.hide("sale", SelectorKind.ITEM, "d");
        boost.setKind(RuleKind.BOOST);
        boost.setFactor(1000);
        Rule pin = TestRules.hide("launch", SelectorKind.ITEM, "new");
        pin.setKind(RuleKind.PIN);
        pin.setPosition(1);

        run(new Records().add(Records.click("e1", "s1", "a")), TestRules.source(boost, pin));

        assertThat(ids(0)).startsWith("new", "d", "b", "c");
        assertThat(answer(0).getItems().get(0).getRules()).containsExactly("launch");
        assertThat(answer(0).getItems().get(1).getRules()).containsExactly("sale");
        assertThat(answer(0).getItems().get(1).getReason()).isEqualTo("text 50 %; rule sale");
        assertThat(answer(0).getItems().get(2).getRules()).isEmpty();
    }

    @Test
    void anErasedSessionGetsAnEmptyListWhateverTheRulesPin() throws Exception {
        Rule pin = TestRules.hide("launch", SelectorKind.ITEM, "new");
        pin.setKind(RuleKind.PIN);
        Click erase = Records.click("e1", "s1", "");
        erase.setAction(Action.ERASE);

        run(new Records().add(erase), TestRules.source(pin));

        assertThat(answer(0).getItems()).isEmpty();
    }

    @Test
    void diversityIsSwitchedOnByItsOption() throws Exception {
        catalogue();
        items.put("b", item("Same", "Acme"));
        items.put("c", item("Same", "Acme"));
        items.put("d", item("Other", "Else"));
        config.set(RecommendOptions.RANKING_DIVERSITY, 0.9);

        run(new Records().add(Records.click("e1", "s1", "a")), RuleSource.none());

        assertThat(ids(0)).containsSubsequence("b", "d", "c");
    }

    @Test
    void withoutAModelNotEvenAPinnedOrAllowedItemIsShownAsItMayBeSoldOut() throws Exception {
        Rule pin = TestRules.hide("p", SelectorKind.ITEM, "b");
        pin.setKind(RuleKind.PIN);
        pin.setPosition(1);
        Click click = Records.click("e1", "s1", "a");
        click.setContext(Map.of("allow", "c"));
        config.set(RecommendOptions.MODEL_POLL_INTERVAL, Duration.ofHours(1));

        execute(
                new RecommendEndpoints(
                                new Records().add(click).source(),
                                recommendations,
                                new CollectingSink<DeadLetter>(),
                                TestModels.source(
                                        () -> {
                                            throw new IllegalStateException("no model yet");
                                        }))
                        .withRules(TestRules.source(pin)));

        assertThat(answer(0).getModelVersion()).isEqualTo("none");
        assertThat(answer(0).getItems()).isEmpty();
    }

    @Test
    void anItemNamesTheClickThatTheModelsAttentionWasOn() throws Exception {
        scorer.attendTo(() -> Map.of("a", 0.9, "c", 0.1));

        runExplained("a", "c");

        assertThat(answered()).as("d to j and b are more like c").hasSize(8).containsOnly("a");
    }

    @Test
    void anItemOfAModelWithoutAttentionNamesTheClickThatItIsMostLike() throws Exception {
        runExplained("j", "c");

        assertThat(ids(1)).containsExactly("d", "e", "f", "g", "h", "i", "a", "b");
        assertThat(answered()).containsExactly("c", "c", "c", "j", "j", "j", "c", "c");
    }

    @Test
    void aModelThatFailsToTellItsAttentionIsExplainedByLikenessAlone() throws Exception {
        scorer.attendTo(
                () -> {
                    throw new IllegalStateException("device lost");
                });

        runExplained("j", "c");

        assertThat(answered()).containsExactly("c", "c", "c", "j", "j", "j", "c", "c");
    }

    @Test
    void withoutItsOptionNothingIsExplained() throws Exception {
        scorer.attendTo(() -> Map.of("a", 0.9, "c", 0.1));
        config.set(RecommendOptions.SESSION_MAX_CLICKS, 2);

        run(clicks("a", "c"), RuleSource.none());

        assertThat(answered()).hasSize(8).containsOnlyNulls();
    }

    private void runExplained(String... items) throws Exception {
        config.set(RecommendOptions.SESSION_MAX_CLICKS, items.length)
                .set(RecommendOptions.RANKING_EXPLAIN, true);
        run(clicks(items), RuleSource.none());
    }

    /** One session. */
    private static Records clicks(String... items) {
        Records records = new Records();
        for (int i = 0; i < items.length; i++) {
            records.add(Records.click("e" + i, "s1", items[i]));
        }
        return records;
    }

    /** What the items of the second list answer. */
    private List<String> answered() {
        return answer(1).getItems().stream().map(RecommendedItem::getAnswersItem).toList();
    }

    @Test
    void noListGoesOutWithoutTheRules() {
        config.set(RecommendOptions.RULES_CATCH_UP_TIMEOUT, Duration.ofMillis(10));
        Records clicks = new Records().add(Records.click("e1", "s1", "a"));

        assertThatThrownBy(() -> run(clicks, TestRules.slow()))
                .hasStackTraceContaining("no list goes out without them");
        assertThat(recommendations.elements()).isEmpty();
    }

    private void run(Records records, RuleSource rules) throws Exception {
        execute(
                new RecommendEndpoints(
                                records.source(),
                                recommendations,
                                new CollectingSink<DeadLetter>(),
                                TestModels.source(() -> new LoadedModel(scorer, ladder)))
                        .withRules(rules));
    }

    private void execute(RecommendEndpoints ends) throws Exception {
        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
        JobDefaults.apply(env, config);
        env.configure(new Configuration().set(RestartStrategyOptions.RESTART_STRATEGY, "none"));
        env.setParallelism(1);
        RecommendJob.define(env, RecommendSettings.from(config), ends);
        env.execute("test");
    }

    private void runWithShadow(Records records, RuleSource rules) throws Exception {
        TestRollouts rollouts = new TestRollouts();
        rollouts.issue(
                List.of(VersionShare.of("new", 1), VersionShare.shadow("shadow")), List.of());
        execute(
                new RecommendEndpoints(
                                records.source(),
                                recommendations,
                                new CollectingSink<DeadLetter>(),
                                TestModels.versions(
                                        version ->
                                                new LoadedModel(
                                                        new AlphabetScorer("alphabet/" + version),
                                                        ladder)),
                                new RolloutEnds(
                                        TestRollouts.SCOPE,
                                        new Records().add(new byte[] {0}).source(),
                                        rollouts.channel(),
                                        shadow,
                                        16))
                        .withRules(rules));
    }

    private Recommendation shadowed(String event) {
        return shadow.elements().stream()
                .filter(list -> list.getClickEventId().equals(event))
                .findFirst()
                .orElseThrow();
    }

    private List<String> shadowedIds(String event) {
        return shadowed(event).getItems().stream().map(RecommendedItem::getItemId).toList();
    }

    private void failUnless(boolean works) {
        scorer.failWith(works ? null : new IllegalStateException("device lost"));
    }

    /** c and a are of a hidden category, e of a banned brand, g is red; all may be had. */
    private void catalogue() {
        for (String id : OTHERS.split("")) {
            items.put(id, ItemAttributes.UNKNOWN);
        }
        items.put("a", item("Anything", "Acme"));
        items.put("c", item("Hidden", "Acme"));
        items.put("e", item("Anything", "Banned"));
        items.put("g", new ItemAttributes(List.of("Anything"), null, true, Map.of("color", "red")));
    }

    private static ItemAttributes item(String category, String brand) {
        return new ItemAttributes(List.of(category), brand, true, Map.of());
    }

    /** A ladder in which this path answers, with what it takes to know items. */
    private FallbackLadder ladder(Path path) {
        List<int[]> sessions = new ArrayList<>();
        IntStream.range(1, 10).forEach(i -> sessions.add(new int[] {0, i}));
        CoVisits visits = path == Path.CO_VISIT ? CoVisits.of(sessions, 9, 99) : CoVisits.NONE;
        Map<String, List<PopularItem>> categories =
                path == Path.POPULAR_IN_CATEGORY
                        ? Map.of("Anything", popular(OTHERS.split("")).items())
                        : Map.of();
        return new FallbackLadder(
                new CoVisitFallback(AlphabetScorer.ITEMS, visits),
                new CategoryFallback(categories, items),
                path == Path.POPULAR ? popular(OTHERS.split("")) : popular());
    }

    private static PopularityFallback popular(String... ids) {
        return new PopularityFallback(
                IntStream.range(0, ids.length)
                        .mapToObj(i -> new PopularItem(ids[i], 100 - i))
                        .toList());
    }

    private Recommendation answer(int number) {
        return recommendations.elements().get(number);
    }

    private List<String> ids(int number) {
        return answer(number).getItems().stream().map(RecommendedItem::getItemId).toList();
    }
}
