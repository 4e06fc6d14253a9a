package dev.semsr.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.semsr.app.broker.EmbeddedBroker;
import dev.semsr.app.demo.TrainedShop;
import dev.semsr.it.stack.Answers;
import dev.semsr.it.stack.BeautyModel;
import dev.semsr.it.stack.JobTopics;
import dev.semsr.it.stack.JobUnderTest;
import dev.semsr.it.stack.SharedBroker;
import dev.semsr.it.stack.SharedShop;
import dev.semsr.it.stack.ShopModels;
import dev.semsr.it.stack.TestReplay;
import dev.semsr.lab.evaluation.DumpedList;
import dev.semsr.lab.protocol.Split;
import dev.semsr.model.artefact.Artefact;
import dev.semsr.model.artefact.FileModelStore;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the job answers on Kafka is what the evaluation says for the same clicks. */
@ExtendWith({SharedBroker.class, SharedShop.class})
class OnlineEqualsOfflineIT {

    private static final double SHARE = 0.999;

    /** The replay is faster than shoppers are: no session may be taken for one that floods. */
    private static final String FLOOD = "session.max-clicks-per-second";

    @TempDir private Path folder;

    @Test
    void onTheDemoShop(EmbeddedBroker broker, TrainedShop shop) throws Exception {
        Artefact model =
                new FileModelStore(SharedShop.FOLDERS.models())
                        .open(shop.model().name(), shop.model().version());
        var replay = new TestReplay(SharedShop.FOLDERS.datasets().resolve(SharedShop.PLAN.name()));

        assertOnlineEqualsOffline(broker, model, shop.split(), replay, Map.of(FLOOD, "1000000"));
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void withEveryKindOfModel(String kind, EmbeddedBroker broker, TrainedShop shop)
            throws Exception {
        String name = "it-" + kind;
        Artefact model =
                ShopModels.publish(
                        shop, ShopModels.recipes().get(kind), name, folder.resolve("aside"));
        var replay = new TestReplay(SharedShop.FOLDERS.datasets().resolve(SharedShop.PLAN.name()));

        assertOnlineEqualsOffline(
                broker, model, shop.split(), replay, Map.of(FLOOD, "1000000", "model.name", name));
    }

    static Stream<String> kinds() {
        return ShopModels.recipes().keySet().stream();
    }

    @Test
    void onBeauty(EmbeddedBroker broker) throws Exception {
        Path data = BeautyModel.data();
        assumeTrue(
                BeautyModel.isThere(),
                () ->
                        "Skipped: there is no "
                                + data
                                + "; set the environment variable SEMSR_DATA to the folder that"
                                + " holds amazon-beauty-2014");
        BeautyModel beauty = BeautyModel.make(SharedShop.HOME);
        Map<String, String> options = new HashMap<>();
        options.put(FLOOD, "1000000");
        options.put("model.store", beauty.store().toString());
        options.put("model.name", BeautyModel.NAME);
        // A user's history is one session there, over years.
        options.put("session.gap", "36500 d");
        options.put("session.retention", "36500 d");
        options.put("clicks.max-age", "36500 d");

        assertOnlineEqualsOffline(
                broker, beauty.model(), beauty.split(), new TestReplay(beauty.dataset()), options);
    }

    private void assertOnlineEqualsOffline(
            EmbeddedBroker broker,
            Artefact model,
            Split split,
            TestReplay replay,
            Map<String, String> options)
            throws Exception {
        List<DumpedList> offline = replay.dump(model, split, folder.resolve("dump.jsonl"));
        JobTopics topics = JobTopics.create(broker.bootstrapServers(), 2);
        try (var answers = new Answers(broker.bootstrapServers(), topics);
                var job = JobUnderTest.start(broker.bootstrapServers(), topics, options)) {
            replay.send(broker.bootstrapServers(), topics.clicks(), split);
            answers.awaitAll(
                    offline.stream().map(DumpedList::eventId).toList(), Duration.ofMinutes(4));

            List<DumpedList> different =
                    offline.stream()
                            .filter(list -> !ListComparison.same(list, answers.of(list.eventId())))
                            .toList();
            assertThat(different.size())
                    .as(
                            "lists that differ, of %d; the first: %s",
                            offline.size(), different.stream().findFirst().orElse(null))
                    .isLessThanOrEqualTo((int) (offline.size() * (1 - SHARE)));
            assertThat(answers.deadLetters()).isEmpty();
            assertThat(job.restarts()).isZero();
        }
    }
}
