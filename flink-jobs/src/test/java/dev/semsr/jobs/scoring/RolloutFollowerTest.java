package dev.semsr.jobs.scoring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.semsr.core.rollout.VersionShare;
import dev.semsr.core.scoring.ScoredItem;
import dev.semsr.jobs.scoring.VersionRefusedException.Kind;
import dev.semsr.jobs.testing.AlphabetScorer;
import dev.semsr.jobs.testing.Await;
import dev.semsr.jobs.testing.Requests;
import dev.semsr.jobs.testing.TestModels;
import dev.semsr.jobs.testing.TestRollouts;
import dev.semsr.model.artefact.DamagedArtefactException;
import dev.semsr.model.artefact.NoModelException;
import dev.semsr.schemas.ModelStatus;
import dev.semsr.schemas.VersionState;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A host that follows rollouts. The versions are alphabets; "old" counts without a rollout. */
class RolloutFollowerTest {

    private static final BatchingSettings SETTINGS =
            new BatchingSettings(4, 64, 3, Duration.ofMillis(5));

    private final TestRollouts rollouts = new TestRollouts();
    private final Map<String, AlphabetScorer> scorers = new ConcurrentHashMap<>();
    private final Map<String, Supplier<LoadedModel>> models = new ConcurrentHashMap<>();
    private final ModelHosting hosting =
            new ModelHosting(TestModels.versions(this::load), rollouts.channel(), SETTINGS);
    private ModelLease lease;

    @AfterEach
    void close() {
        if (lease != null) {
            lease.close();
        }
    }

    @Test
    void withoutARolloutTheConfiguredVersionAnswers() throws Exception {
        start();

        assertThat(version("s", null)).isEqualTo("alphabet/old");
        assertThat(lease.assign("s", null)).isNull();
        assertThat(rollouts.reports()).isEmpty();
    }

    @Test
    void theRolloutThatIsThereAtTheStartAnswersTheFirstClick() throws Exception {
        rollouts.issue("new");

        start();

        assertThat(version("s", null)).isEqualTo("alphabet/new");
        assertThat(scorers).containsOnlyKeys("new");
    }

    @Test
    void aStartWaitsUntilTheRolloutsCanBeRead() throws Exception {
        CountDownLatch away = new CountDownLatch(3);
        var issued = rollouts.issue("new");
        rollouts.newestIs(
                () -> {
                    away.countDown();
                    if (away.getCount() > 0) {
                        throw new IllegalStateException("the broker is away");
                    }
                    return Optional.of(issued);
                });

        start();

        assertThat(version("s", null)).isEqualTo("alphabet/new");
        assertThat(scorers).containsOnlyKeys("new");
    }

    @Test
    void theOldVersionAnswersWhileTheNewOneLoadsAndIsFreedAfterwards() throws Exception {
        start();
        CountDownLatch loading = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        models.put(
                "new",
                () -> {
                    loading.countDown();
                    await(goOn);
                    return alphabet("new");
                });

        lease.follow(rollouts.issue("new"));
        await(loading);
        assertThat(version("s", null)).isEqualTo("alphabet/old");
        goOn.countDown();

        Await.until(() -> rollouts.reported("old", VersionState.FREED));
        assertThat(version("s", null)).isEqualTo("alphabet/new");
        assertThat(scorers.get("old").closed()).isEqualTo(1);
        assertThat(states("new")).startsWith(VersionState.LOADING, VersionState.READY);
    }

    @Test
    void aRequestThatTheOldVersionIsBusyWithIsAnsweredByItBeforeItIsFreed() throws Exception {
        start();
        AlphabetScorer old = scorers.get("old");
        old.hold();
        CompletableFuture<Answer> busy = score("s", null);
        Await.until(() -> old.entered() > 0);

        lease.follow(rollouts.issue("new"));
        Await.until(() -> rollouts.reported("new", VersionState.READY));
        assertThat(version("s", "old")).isEqualTo("alphabet/new");
        assertThat(old.closed()).isZero();
        old.release(100);

        assertThat(busy.get(30, TimeUnit.SECONDS).modelVersion()).isEqualTo("alphabet/old");
        Await.until(() -> old.closed() == 1);
    }

    @Test
    void eachRequestGoesToTheVersionThatItsSessionHas() throws Exception {
        start();
        lease.follow(rollouts.issue(List.of(share("new", 50), share("old", 50)), List.of()));
        Await.until(() -> rollouts.reported("new", VersionState.READY));

        assertThat(version("s", "new")).isEqualTo("alphabet/new");
        assertThat(version("s", "old")).isEqualTo("alphabet/old");
        assertThat(lease.assign("s", "old")).isEqualTo("old");
        assertThat(version("s", "gone")).isEqualTo("alphabet/" + lease.assign("s", null));
        assertThat(scorers.get("old").closed()).isZero();
    }

    @Test
    void anOlderRolloutThatComesLateChangesNothing() throws Exception {
        var first = rollouts.issue("one");
        var second = rollouts.issue("two");
        start();

        lease.follow(first);
        lease.follow(second);
        lease.follow(rollouts.issue("three"));
        Await.until(() -> rollouts.reported("three", VersionState.READY));

        assertThat(scorers).containsOnlyKeys("two", "three");
    }

    @Test
    void aVersionThatIsMissingDamagedOrNotWhatItShouldBeIsRefusedAndTheOldOneGoesOn()
            throws Exception {
        start();
        models.put(
                "missing",
                () -> {
                    throw new NoModelException("no such version");
                });
        models.put(
                "damaged",
                () -> {
                    throw new DamagedArtefactException(Path.of("saved_model.pb"), "is cut");
                });
        models.put(
                "natives",
                () -> {
                    throw new UnsatisfiedLinkError("no library");
                });
        models.put("misplaced", () -> alphabet("other"));

        assertRefused("missing", Kind.MISSING, "no such version");
        assertRefused("damaged", Kind.DAMAGED, "saved_model.pb is cut");
        assertRefused("natives", Kind.NOT_LOADABLE, "no library");
        assertRefused("misplaced", Kind.WRONG_VERSION, "alphabet/other");
        assertThat(scorers.get("other").closed()).isEqualTo(1);
    }

    @Test
    void aVersionWhoseWarmUpIsWrongIsRefusedAndTheOldOneGoesOn() throws Exception {
        start();
        models.put("nan", () -> spoiled("nan", Float.NaN));
        models.put("infinite", () -> spoiled("infinite", Float.POSITIVE_INFINITY));
        models.put("mute", () -> model(scorer("mute").spoiledBy(list -> List.of())));
        models.put(
                "stuttering",
                () ->
                        model(
                                scorer("stuttering")
                                        .spoiledBy(list -> List.of(list.get(0), list.get(0)))));
        models.put("failing", () -> failing("failing"));

        assertRefused("nan", Kind.WARM_UP, "the score NaN");
        assertRefused("infinite", Kind.WARM_UP, "the score Infinity");
        assertRefused("mute", Kind.WARM_UP, "an empty list");
        assertRefused("stuttering", Kind.WARM_UP, "twice");
        assertRefused("failing", Kind.NOT_LOADABLE, "out of memory");
        for (String version : List.of("nan", "infinite", "mute", "stuttering", "failing")) {
            assertThat(scorers.get(version).closed()).as(version).isEqualTo(1);
        }
    }

    @Test
    void aModelOfAnotherEncoderThanTheCatalogueIsRefused() throws Exception {
        start();
        models.put(
                "stranger",
                () ->
                        new LoadedModel(
                                scorer("stranger"),
                                model(scorer("unused")).fallback(),
                                () -> {},
                                () -> Optional.of("the catalogue speaks another encoder")));

        assertRefused("stranger", Kind.ENCODER, "the catalogue speaks another encoder");
    }

    @Test
    void aVersionThatIsBehindTheCatalogueDoesNotReplaceOneThatIsNot() throws Exception {
        start();
        models.put("late", () -> behind("late"));

        assertRefused("late", Kind.CATALOGUE, "catalog.catch-up-timeout");
        assertThat(scorers.get("late").closed()).isEqualTo(1);
    }

    @Test
    void whereNothingAnswersAVersionThatIsBehindTheCatalogueDoes() throws Exception {
        models.put("late", () -> behind("late"));
        rollouts.issue("late");

        start();

        assertThat(version("s", null)).isEqualTo("alphabet/late");
    }

    private LoadedModel behind(String version) {
        AlphabetScorer scorer = scorer(version);
        return new LoadedModel(
                scorer, model(scorer).fallback(), () -> {}, Optional::empty, () -> 0, true);
    }

    @Test
    void whenOneOfTwoNewVersionsIsRefusedNeitherIsUsed() throws Exception {
        start();
        models.put("bad", () -> spoiled("bad", Float.NaN));

        lease.follow(rollouts.issue(List.of(share("good", 1), share("bad", 1)), List.of()));
        Await.until(() -> rollouts.reported("good", VersionState.FREED));

        assertThat(version("s", "good")).isEqualTo("alphabet/old");
        assertThat(scorers.get("good").closed()).isEqualTo(1);
    }

    @Test
    void aRefusedShadowDoesNotHoldUpTheOthers() throws Exception {
        start();
        models.put("bad", () -> spoiled("bad", Float.NaN));

        lease.follow(
                rollouts.issue(List.of(share("new", 1), VersionShare.shadow("bad")), List.of()));

        Await.until(() -> rollouts.reported("new", VersionState.READY));
        assertThat(rollouts.reported("bad", VersionState.REFUSED)).isTrue();
        assertThat(version("s", null)).isEqualTo("alphabet/new");
    }

    @Test
    void aStartWithARefusedVersionUsesWhatWasBefore() throws Exception {
        models.put("bad", () -> spoiled("bad", Float.NaN));
        rollouts.issue(List.of(share("bad", 1)), List.of(share("before", 1)));

        start();

        assertThat(version("s", null)).isEqualTo("alphabet/before");
        assertThat(rollouts.reported("bad", VersionState.REFUSED)).isTrue();
    }

    @Test
    void aStartWithoutAnyVersionOfTheRolloutUsesTheConfiguredOne() throws Exception {
        models.put("bad", () -> spoiled("bad", Float.NaN));
        rollouts.issue("bad");

        start();

        assertThat(version("s", null)).isEqualTo("alphabet/old");
    }

    @Test
    void whatAnswersIsReportedAgainAndAgain() throws Exception {
        rollouts.issue("new");
        start();

        Await.until(() -> states("new").size() > 4);
        assertThat(states("new").subList(1, 5)).containsOnly(VersionState.READY);
    }

    @Test
    void duringManyRolloutsEveryRequestIsAnsweredByAModelAndAllButTheLastAreFreed()
            throws Exception {
        start();
        AtomicBoolean over = new AtomicBoolean();
        ExecutorService askers = Executors.newFixedThreadPool(2);
        try {
            List<Future<Integer>> asked = new ArrayList<>();
            for (int i = 0; i < 2; i++) {
                asked.add(askers.submit(() -> askUntil(over)));
            }
            for (int i = 0; i < 300; i++) {
                String version = "v" + i;
                lease.follow(rollouts.issue(version));
                Await.until(() -> rollouts.reported(version, VersionState.READY));
            }
            over.set(true);
            for (Future<Integer> future : asked) {
                assertThat(future.get(30, TimeUnit.SECONDS)).isPositive();
            }
        } finally {
            over.set(true);
            askers.shutdown();
        }
        Await.until(() -> rollouts.reported("v298", VersionState.FREED));
        assertThat(scorers.values()).filteredOn(scorer -> scorer.closed() == 0).hasSize(1);
    }

    private int askUntil(AtomicBoolean over) throws Exception {
        int answers = 0;
        while (!over.get()) {
            String session = "s" + answers++;
            Answer answer = score(session, lease.assign(session, null)).get(30, TimeUnit.SECONDS);
            assertThat(answer.fallback()).isNull();
        }
        return answers;
    }

    private void assertRefused(String version, Kind kind, String reason) throws Exception {
        long before = lease.refusals(kind);
        lease.follow(rollouts.issue(version));

        Await.until(() -> rollouts.reported(version, VersionState.REFUSED));
        assertThat(version("s", null)).isEqualTo("alphabet/old");
        assertThat(rollouts.reports())
                .filteredOn(report -> report.getVersion().equals(version))
                .last()
                .extracting(ModelStatus::getReason)
                .asString()
                .contains(reason);
        assertThat(lease.refusals(kind)).isEqualTo(before + 1);
    }

    private void start() throws InterruptedException {
        lease = ModelHost.acquire(hosting);
        lease.awaitFirstAttempt();
    }

    private String version(String session, String assigned) throws Exception {
        return score(session, assigned).get(30, TimeUnit.SECONDS).modelVersion();
    }

    private CompletableFuture<Answer> score(String session, String assigned) {
        return lease.score(Requests.of(session, assigned, "a"), Duration.ofMinutes(1));
    }

    private List<VersionState> states(String version) {
        return rollouts.reports().stream()
                .filter(report -> report.getVersion().equals(version))
                .map(ModelStatus::getState)
                .toList();
    }

    private LoadedModel load(String version) {
        String wanted = version == null ? "old" : version;
        return models.getOrDefault(wanted, () -> alphabet(wanted)).get();
    }

    private LoadedModel alphabet(String version) {
        return model(scorer(version));
    }

    private LoadedModel spoiled(String version, float score) {
        return model(
                scorer(version)
                        .spoiledBy(
                                list ->
                                        list.stream()
                                                .map(i -> new ScoredItem(i.itemId(), score, 0))
                                                .toList()));
    }

    private LoadedModel failing(String version) {
        AlphabetScorer scorer = scorer(version);
        scorer.failWith(new IllegalStateException("out of memory"));
        return model(scorer);
    }

    private AlphabetScorer scorer(String version) {
        AlphabetScorer scorer = new AlphabetScorer("alphabet/" + version);
        scorers.put(version, scorer);
        return scorer;
    }

    private static LoadedModel model(AlphabetScorer scorer) {
        return TestModels.model(scorer);
    }

    private static VersionShare share(String version, double weight) {
        return VersionShare.of(version, weight);
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
