package dev.semsr.it;

import static dev.semsr.it.stack.ClickSender.click;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.semsr.app.broker.EmbeddedBroker;
import dev.semsr.app.demo.TrainedShop;
import dev.semsr.it.stack.Answers;
import dev.semsr.it.stack.ClickSender;
import dev.semsr.it.stack.JobTopics;
import dev.semsr.it.stack.JobUnderTest;
import dev.semsr.it.stack.SharedBroker;
import dev.semsr.it.stack.SharedShop;
import dev.semsr.model.artefact.FileModelStore;
import dev.semsr.schemas.Recommendation;
import dev.semsr.schemas.Source;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith({SharedBroker.class, SharedShop.class})
class ModelStoreIT {

    private static final Duration LIMIT = Duration.ofSeconds(60);

    @TempDir private Path store;

    @Test
    void withoutAModelTheStartIsRefusedAndSaysWhatToDo(EmbeddedBroker broker) {
        JobTopics topics = JobTopics.create(broker.bootstrapServers(), 1);

        assertThatThrownBy(() -> start(broker, topics, Map.of()).close())
                .hasMessageContaining(store.toString())
                .hasMessageContaining("./semsr train")
                .hasMessageContaining("model.allow-missing");
    }

    @Test
    void clicksAreAnsweredEmptyUntilAModelIsPublishedAndThenByIt(
            EmbeddedBroker broker, TrainedShop shop) throws Exception {
        JobTopics topics = JobTopics.create(broker.bootstrapServers(), 1);
        Map<String, String> patient =
                Map.of("model.allow-missing", "true", "model.poll-interval", "200 ms");
        try (var answers = new Answers(broker.bootstrapServers(), topics);
                var sender = new ClickSender(broker.bootstrapServers(), topics.clicks());
                var job = start(broker, topics, patient)) {
            sender.send(click("s", "without", shop.knownItems().get(0)).build());
            Recommendation without = answers.await("without", LIMIT);
            assertThat(without.getItems()).isEmpty();
            assertThat(without.getModelVersion()).isEqualTo("none");

            new FileModelStore(store).publish(folder(shop));

            Awaitility.await("an answer of the published model")
                    .atMost(LIMIT)
                    .until(() -> isAnsweredByModel(sender, answers, shop));
            assertThat(job.restarts()).isZero();
        }
    }

    @Test
    void damagedModelIsRefusedByFileNameAtTheStart(EmbeddedBroker broker, TrainedShop shop)
            throws Exception {
        JobTopics topics = JobTopics.create(broker.bootstrapServers(), 1);
        Path damaged = publishDamaged(shop);

        assertThatThrownBy(() -> start(broker, topics, Map.of()).close())
                .hasMessageContaining(damaged.getFileName().toString());
    }

    @Test
    void damagedModelThatIsAllowedKillsNothingAndClicksAreAnswered(
            EmbeddedBroker broker, TrainedShop shop) throws Exception {
        JobTopics topics = JobTopics.create(broker.bootstrapServers(), 1);
        publishDamaged(shop);
        try (var answers = new Answers(broker.bootstrapServers(), topics);
                var sender = new ClickSender(broker.bootstrapServers(), topics.clicks());
                var job = start(broker, topics, Map.of("model.allow-missing", "true"))) {
            sender.send(click("s", "damaged", shop.knownItems().get(0)).build());

            assertThat(answers.await("damaged", LIMIT).getItems()).isEmpty();
            assertThat(job.job().isAlive()).isTrue();
            assertThat(job.restarts()).isZero();
        }
    }

    private JobUnderTest start(EmbeddedBroker broker, JobTopics topics, Map<String, String> options)
            throws Exception {
        Map<String, String> all = new java.util.HashMap<>(options);
        all.put("model.store", store.toString());
        return JobUnderTest.start(broker.bootstrapServers(), topics, all);
    }

    private static boolean isAnsweredByModel(
            ClickSender sender, Answers answers, TrainedShop shop) {
        String event = "with-" + System.nanoTime();
        sender.send(click(event, event, shop.knownItems().get(0)).build());
        Recommendation answer = answers.await(event, LIMIT);
        return !answer.getItems().isEmpty()
                && answer.getItems().get(0).getSource() == Source.MODEL
                && answer.getModelVersion().equals(shop.model().modelVersion());
    }

    private static Path folder(TrainedShop shop) {
        return SharedShop.FOLDERS
                .models()
                .resolve(shop.model().name())
                .resolve(shop.model().version());
    }

    /** Publishes the model, then changes one byte of its largest file. */
    private Path publishDamaged(TrainedShop shop) throws IOException {
        new FileModelStore(store).publish(folder(shop));
        Path version = store.resolve(shop.model().name()).resolve(shop.model().version());
        try (Stream<Path> files = Files.walk(version)) {
            Path largest =
                    files.filter(Files::isRegularFile)
                            .max(java.util.Comparator.comparingLong(file -> file.toFile().length()))
                            .orElseThrow();
            try (var file = new RandomAccessFile(largest.toFile(), "rw")) {
                file.seek(file.length() / 2);
                int old = file.read();
                file.seek(file.length() / 2);
                file.write(old ^ 1);
            }
            return largest;
        }
    }
}
