package dev.semsr.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.semsr.app.broker.BrokerSettings;
import dev.semsr.app.broker.EmbeddedBroker;
import dev.semsr.app.rollout.RolloutTopics;
import dev.semsr.core.rollout.Rollout;
import dev.semsr.core.rollout.VersionShare;
import dev.semsr.model.export.RandomModel;
import dev.semsr.model.network.Backbone;
import dev.semsr.model.network.Variant;
import dev.semsr.model.training.TrainingSettings;
import dev.semsr.schemas.ModelStatus;
import dev.semsr.schemas.SingleObjectCodec;
import dev.semsr.schemas.VersionState;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;

/** The commands against a broker; no job is running. */
class RolloutCommandsTest {

    @TempDir static Path folder;
    private static EmbeddedBroker broker;

    private String topic;

    @BeforeAll
    static void startBrokerAndFillTheStore() {
        broker = EmbeddedBroker.start(BrokerSettings.inFolder(folder.resolve("broker")));
        for (String version : List.of("1", "2", "3", "4")) {
            RandomModel.write(
                    folder.resolve("models/shop").resolve(version),
                    "shop",
                    version,
                    10,
                    TrainingSettings.defaults(Variant.BASE, Backbone.NISER).network(0),
                    version.hashCode());
        }
    }

    @AfterAll
    static void stopBroker() {
        broker.close();
    }

    @BeforeEach
    void nameTopics(TestInfo test) {
        topic = test.getTestMethod().orElseThrow().getName();
    }

    @Test
    void aRolloutGrowsAndIsTakenBackAsAWhole() {
        assertThat(order("rollout", "shop", "2", "--over=1", "--percent=10").out())
                .contains("shop: 2 10", "1 90");
        order("rollout", "shop", "2", "--percent=50", "--reason=so far so good");
        assertThat(newest().reason()).isEqualTo("so far so good");
        order("rollout", "shop", "2");
        assertThat(newest().versions()).containsExactly(VersionShare.of("2", 100));

        order("rollback", "shop");

        assertThat(newest().versions()).containsExactly(VersionShare.of("1", 100));
        assertThat(newest().previous()).containsExactly(VersionShare.of("2", 100));
    }

    @Test
    void aShadowComesAndGoes() {
        order("rollout", "shop", "1");
        order("rollout", "shop", "2", "--shadow");
        assertThat(newest().shadows()).containsExactly(VersionShare.shadow("2"));
        order("rollout", "shop", "2", "--end-shadow");

        assertThat(newest().versions()).containsExactly(VersionShare.of("1", 100));
    }

    @Test
    void theFirstRolloutInPartsHasToNameWhatAnswersNow() {
        Invocation failed = run("rollout", "shop", "2", "--percent=10");

        assertThat(failed.exitCode()).isEqualTo(1);
        assertThat(failed.err()).contains("--over").doesNotContain("\tat ");
    }

    @Test
    void aVersionThatIsNotInTheStoreIsNotOrdered() {
        Invocation failed = run("rollout", "shop", "9");

        assertThat(failed.exitCode()).isEqualTo(1);
        assertThat(failed.err()).contains("no version '9'", "versions there");
        assertThat(order("rollout", "shop", "9", "--unchecked").exitCode()).isZero();
    }

    @Test
    void aPercentageThatCannotBeChangesNothing() {
        order("rollout", "shop", "1");
        Invocation failed = run("rollout", "shop", "2", "--percent=101");

        assertThat(failed.exitCode()).isEqualTo(1);
        assertThat(failed.err()).contains("above 0 to 100");
        assertThat(newest().versions()).containsExactly(VersionShare.of("1", 100));
    }

    @Test
    void thereIsNothingToTakeBackAtFirst() {
        assertThat(run("rollback", "shop").err()).contains("no rollout of 'shop'");
        order("rollout", "shop", "1");
        assertThat(run("rollback", "shop").err()).contains("no version to go back to");
    }

    @Test
    void whoWaitsIsToldWhenAllProcessesAreReady() throws Exception {
        order("rollout", "shop", "1");
        CompletableFuture<Invocation> waiting =
                CompletableFuture.supplyAsync(() -> run("rollout", "shop", "2", "--wait"));
        Rollout ordered = awaitRolloutOf("2");
        report("p1", "2", VersionState.LOADING, ordered.issuedAt(), null);
        report("p1", "2", VersionState.READY, ordered.issuedAt(), null);

        Invocation done = waiting.get(60, TimeUnit.SECONDS);

        assertThat(done.exitCode()).as(done.err()).isZero();
        assertThat(done.err()).contains("All 1 processes are ready");
    }

    @Test
    void whoWaitsIsToldWhyAVersionIsRefused() throws Exception {
        order("rollout", "shop", "1");
        CompletableFuture<Invocation> waiting =
                CompletableFuture.supplyAsync(() -> run("rollout", "shop", "2", "--wait"));
        Rollout ordered = awaitRolloutOf("2");
        report("p1", "2", VersionState.REFUSED, ordered.issuedAt(), "its warm-up gave NaN");

        Invocation failed = waiting.get(60, TimeUnit.SECONDS);

        assertThat(failed.exitCode()).isEqualTo(1);
        assertThat(failed.err())
                .contains("traffic stays where it was", "p1, version 2: its warm-up gave NaN");
    }

    @Test
    void whoWaitsInVainIsToldThatNobodyReports() {
        Invocation failed = run("rollout", "shop", "1", "--wait", "--timeout=1");

        assertThat(failed.exitCode()).isEqualTo(1);
        assertThat(failed.err()).contains("0 of 0 processes", "rollouts.topic");
    }

    @Test
    void oldVersionsAreDeletedButNotThoseInUse() {
        RandomModel.write(
                folder.resolve("models/old/1"),
                "old",
                "1",
                10,
                TrainingSettings.defaults(Variant.BASE, Backbone.NISER).network(0),
                1);
        for (String version : List.of("2", "3", "4")) {
            RandomModel.write(
                    folder.resolve("models/old").resolve(version),
                    "old",
                    version,
                    10,
                    TrainingSettings.defaults(Variant.BASE, Backbone.NISER).network(0),
                    1);
        }
        order("rollout", "old", "2", "--over=1");

        Invocation dry = run("models gc", "old", "--keep=1", "--dry-run");
        assertThat(dry.lines()).containsExactly("old/3 would be deleted");
        Invocation done = run("models gc", "old", "--keep=1");

        assertThat(done.lines()).containsExactly("old/3 deleted");
        assertThat(Invocation.ofCommand("models list", "old", "--home=" + folder).out())
                .contains("old/1", "old/2", "old/4")
                .doesNotContain("old/3");
    }

    @Test
    void versionsAreListedShownAndCompared() {
        assertThat(Invocation.ofCommand("models list", "--home=" + folder).out())
                .contains("MODEL", "shop/1", "shop/2", "base/niser");
        assertThat(Invocation.ofCommand("models show", "shop/2", "--home=" + folder).out())
                .contains("shop/2", "dimensions", "100");
        assertThat(
                        Invocation.ofCommand("models diff", "shop/1", "shop/2", "--home=" + folder)
                                .out())
                .contains("FIELD", "model", "shop/1", "shop/2", "0 items are only in the first");
    }

    private Rollout awaitRolloutOf(String version) throws InterruptedException {
        for (int i = 0; i < 300; i++) {
            Rollout newest = newest();
            if (newest.share(version).isPresent()) {
                return newest;
            }
            Thread.sleep(100);
        }
        throw new AssertionError("No rollout of " + version);
    }

    private void report(
            String process, String version, VersionState state, Instant rollout, String reason)
            throws Exception {
        ModelStatus status =
                new ModelStatus("shop", version, state, reason, rollout, process, Instant.now());
        try (var producer =
                new KafkaProducer<>(
                        Map.<String, Object>copyOf(client()),
                        new ByteArraySerializer(),
                        new ByteArraySerializer())) {
            producer.send(
                            new ProducerRecord<>(
                                    topic + "-status",
                                    "shop".getBytes(StandardCharsets.UTF_8),
                                    SingleObjectCodec.of(ModelStatus.class).encode(status)))
                    .get();
        }
    }

    private Rollout newest() {
        String model = topic.startsWith("old") ? "old" : "shop";
        return new RolloutTopics(topic, topic + "-status", client()).newest(model).orElseThrow();
    }

    private Invocation order(String... args) {
        Invocation done = run(args[0], java.util.Arrays.copyOfRange(args, 1, args.length));
        assertThat(done.exitCode()).as(done.err()).isZero();
        return done;
    }

    private Invocation run(String command, String... args) {
        List<String> all = new java.util.ArrayList<>(List.of(args));
        all.add("--home=" + folder);
        all.add("--topic=" + topic);
        all.add("--status-topic=" + topic + "-status");
        all.add("--bootstrap-servers=" + broker.bootstrapServers());
        return Invocation.ofCommand(command, all.toArray(String[]::new));
    }

    private static Map<String, String> client() {
        return Map.of("bootstrap.servers", broker.bootstrapServers());
    }
}
