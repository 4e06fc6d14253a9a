package dev.semsr.it;

import static dev.semsr.it.stack.ClickSender.click;
import static org.assertj.core.api.Assertions.assertThat;

import dev.semsr.app.broker.EmbeddedBroker;
import dev.semsr.app.cli.SemsrCommand;
import dev.semsr.app.demo.TrainedShop;
import dev.semsr.app.jobs.LocalFlink;
import dev.semsr.app.jobs.RunningJob;
import dev.semsr.app.rollout.RolloutTopics;
import dev.semsr.core.fallback.PopularItem;
import dev.semsr.it.stack.Answers;
import dev.semsr.it.stack.ClickSender;
import dev.semsr.it.stack.JobTopics;
import dev.semsr.it.stack.JobUnderTest;
import dev.semsr.it.stack.SharedBroker;
import dev.semsr.it.stack.SharedShop;
import dev.semsr.it.stack.ShopVersions;
import dev.semsr.lab.archive.ArchiveException;
import dev.semsr.lab.archive.ArchiveFile;
import dev.semsr.lab.archive.ArchiveFolder;
import dev.semsr.lab.archive.ArchiveWindow;
import dev.semsr.lab.archive.ArchivedRecords;
import dev.semsr.model.artefact.Artefact;
import dev.semsr.model.artefact.FileModelStore;
import dev.semsr.schemas.ArchivedSession;
import dev.semsr.schemas.Recommendation;
import dev.semsr.schemas.Source;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.flink.configuration.Configuration;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** From clicks over the archive to a version that has learned from them and answers. */
@ExtendWith({SharedBroker.class, SharedShop.class})
class ContinuousTrainingIT {

    private static final Duration LIMIT = Duration.ofSeconds(120);
    private static final int SESSIONS = 120;

    @TempDir private Path home;
    private EmbeddedBroker broker;
    private TrainedShop shop;
    private JobTopics topics;
    private RolloutTopics rollouts;
    private final Set<String> clicked = new HashSet<>();

    @BeforeEach
    void publishTheVersionThatAnswers(EmbeddedBroker broker, TrainedShop shop) throws Exception {
        this.broker = broker;
        this.shop = shop;
        ShopVersions.publish(shop, home.resolve("models"), "v1");
        Files.createSymbolicLink(home.resolve("vectors"), SharedShop.FOLDERS.vectors());
        topics = JobTopics.create(broker.bootstrapServers(), 2);
        rollouts =
                new RolloutTopics(
                        "rollouts-of-" + topics.clicks(),
                        "status-of-" + topics.clicks(),
                        Map.of("bootstrap.servers", broker.bootstrapServers()));
        rollouts.create();
    }

    @Test
    void whatShoppersClickIsLearnedAndTheNewVersionAnswers() throws Exception {
        try (var answers = new Answers(broker.bootstrapServers(), topics);
                var sender = new ClickSender(broker.bootstrapServers(), topics.clicks());
                var job = startJob()) {
            try (var flink = LocalFlink.start(home.resolve("flink"), 1, 0, new Configuration());
                    var archive = startArchive(flink)) {
                answers.awaitAll(shop(sender), LIMIT);
                awaitArchived(archive);
            }

            publishTheCatalogue();
            Done refreshed = refresh();
            Done again = refresh();

            assertThat(refreshed.exitCode()).as(refreshed.err()).isZero();
            assertThat(refreshed.out()).contains("\"outcome\":\"rolled_out\"");
            assertThat(again.out()).contains("\"outcome\":\"nothing_new\"");
            Artefact next = new FileModelStore(home.resolve("models")).openLatest(name());
            assertThat(next.manifest().settings().get("warmStart").toString())
                    .startsWith(name() + "/v1 ");
            assertThat(next.popular()).extracting(PopularItem::itemId).isSubsetOf(clicked);
            sender.send(click("late", "late", shop.knownItems().get(0)).build());
            Recommendation answer = answers.await("late", LIMIT);
            assertThat(answer.getModelVersion()).isEqualTo(next.manifest().modelVersion());
            assertThat(answer.getItems().get(0).getSource()).isEqualTo(Source.MODEL);
            assertThat(job.restarts()).isZero();
        }
    }

    /** Sends sessions as the shop's shoppers had them; the ids of their clicks. */
    private List<String> shop(ClickSender sender) {
        List<String> events = new ArrayList<>();
        Instant begin = Instant.now().minus(Duration.ofMinutes(10));
        List<int[]> sessions = shop.split().training();
        for (int i = 0; i < SESSIONS; i++) {
            int[] rows = sessions.get(i);
            for (int place = 0; place < rows.length; place++) {
                String item = shop.split().itemIds().get(rows[place]);
                String event = "e-" + i + "-" + place;
                Instant time = begin.plusSeconds(2L * i).plusMillis(10L * place);
                sender.send(click("shopper-" + i, event, item).setEventTime(time).build());
                events.add(event);
                clicked.add(item);
            }
        }
        sender.flush();
        return events;
    }

    private void awaitArchived(RunningJob archive) {
        Awaitility.await("all sessions in the archive")
                .atMost(LIMIT)
                .pollInterval(Duration.ofMillis(500))
                .until(
                        () -> {
                            archive.rethrowFailure();
                            return archived() == SESSIONS;
                        });
    }

    private long archived() {
        long sessions = 0;
        try {
            ArchiveFolder folder = ArchiveFolder.open(home.resolve("archive"));
            for (ArchiveFile file : folder.sessions(ArchiveWindow.ALL)) {
                try (ArchivedRecords<ArchivedSession> records = file.open(ArchivedSession.class)) {
                    while (records.hasNext()) {
                        records.next();
                        sessions++;
                    }
                }
            }
            return sessions;
        } catch (ArchiveException nothingYet) {
            return 0;
        }
    }

    private JobUnderTest startJob() throws Exception {
        Map<String, String> options = new HashMap<>();
        options.put("model.store", home.resolve("models").toString());
        options.put("model.version", "v1");
        options.put("rollouts.topic", rollouts.rollouts());
        options.put("rollouts.status-topic", rollouts.status());
        options.put("rollouts.status-interval", "1 s");
        options.put("rollouts.shadow-topic", "shadow-of-" + topics.clicks());
        return JobUnderTest.start(broker.bootstrapServers(), topics, options);
    }

    private RunningJob startArchive(LocalFlink flink) throws Exception {
        return RunningJob.archive(
                flink.environment(),
                Map.of(
                        "kafka.bootstrap.servers", broker.bootstrapServers(),
                        "clicks.topic", topics.clicks(),
                        "dead-letters.topic", topics.deadLetters(),
                        "session.gap", "1 s",
                        "archive.backstop", "3 s",
                        "archive.folder", home.resolve("archive").toString(),
                        "execution.checkpointing.interval", "1 s",
                        "execution.checkpointing.dir",
                                home.resolve("checkpoints").toUri().toString()));
    }

    private String name() {
        return shop.model().name();
    }

    private String itemsTopic() {
        return "items-of-" + topics.clicks();
    }

    private void publishTheCatalogue() throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
            NewTopic compacted =
                    new NewTopic(itemsTopic(), 2, (short) 1)
                            .configs(Map.of("cleanup.policy", "compact"));
            admin.createTopics(List.of(compacted)).all().get();
        }
        Done sent =
                run(
                        "items",
                        "send",
                        SharedShop.FOLDERS.datasets().resolve(name()).toString(),
                        "--topic=" + itemsTopic(),
                        "--bootstrap-servers=" + broker.bootstrapServers());
        assertThat(sent.exitCode()).as(sent.err()).isZero();
    }

    private record Done(int exitCode, String out, String err) {}

    private Done refresh() {
        return run(
                "refresh",
                name(),
                "--home=" + home,
                "--items-topic=" + itemsTopic(),
                "--epochs=1",
                "--tolerance=1",
                "--topic=" + rollouts.rollouts(),
                "--status-topic=" + rollouts.status(),
                "--bootstrap-servers=" + broker.bootstrapServers(),
                "--wait",
                "--json");
    }

    private static Done run(String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int exitCode =
                SemsrCommand.commandLine()
                        .setOut(new PrintWriter(out, true))
                        .setErr(new PrintWriter(err, true))
                        .execute(arguments);
        return new Done(exitCode, out.toString(), err.toString());
    }
}
