package dev.semsr.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.semsr.app.broker.BrokerSettings;
import dev.semsr.app.broker.EmbeddedBroker;
import dev.semsr.app.broker.Topics;
import dev.semsr.app.items.PublishedItems;
import dev.semsr.lab.dataset.DatasetOrigin;
import dev.semsr.lab.dataset.DatasetWriter;
import dev.semsr.schemas.Click;
import dev.semsr.schemas.Item;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ItemsCommandTest {

    @TempDir static Path folder;
    private static EmbeddedBroker broker;

    @BeforeAll
    static void startBroker() throws IOException {
        broker = EmbeddedBroker.start(BrokerSettings.inFolder(folder.resolve("broker")));
        Topics.standard(2).create(client());
    }

    @AfterAll
    static void stopBroker() {
        broker.close();
    }

    @Test
    void theItemsOfADataSetArePublished() throws IOException {
        writeDataset(folder.resolve("shop"));

        Invocation sent = items("send", folder.resolve("shop").toString(), "--json");

        assertThat(sent.exitCode()).as(sent.err()).isZero();
        assertThat(sent.out()).contains("\"acknowledged\":2");
        assertThat(find("sent-1").getTitle()).isEqualTo("Red shoe");
        assertThat(find("sent-2").getTitle()).isEqualTo("Blue shoe");
    }

    @Test
    void anItemIsPutChangedMadeUnavailableAndRemoved() {
        assertThat(
                        items(
                                        "put",
                                        "a",
                                        "--title",
                                        "Red shoe",
                                        "--category",
                                        "Shoes",
                                        "--category",
                                        "Red",
                                        "--price",
                                        "9.5",
                                        "--attribute",
                                        "size=40")
                                .exitCode())
                .isZero();
        assertThat(items("put", "a", "--price", "8", "--attribute", "colour=red").exitCode())
                .isZero();
        assertThat(items("available", "a", "false").exitCode()).isZero();

        Item item = find("a");
        assertThat(item.getTitle()).isEqualTo("Red shoe");
        assertThat(item.getCategories()).containsExactly("Shoes", "Red");
        assertThat(item.getPrice()).isEqualTo(8.0);
        assertThat(item.getAttributes())
                .containsOnly(Map.entry("size", "40"), Map.entry("colour", "red"));
        assertThat(item.getAvailable()).isFalse();

        assertThat(items("remove", "a").exitCode()).isZero();
        assertThat(new PublishedItems(Topics.ITEMS, client()).find("a")).isEmpty();
    }

    @Test
    void anItemThatIsNotThereCannotBeMadeAvailable() {
        Invocation missing = items("available", "nobody", "true");

        assertThat(missing.exitCode()).isEqualTo(1);
        assertThat(missing.err()).contains("'nobody'", "items put");
    }

    @Test
    void aMissingTopicIsNamed() {
        Invocation missing = items("available", "a", "true", "--topic", "nowhere");

        assertThat(missing.exitCode()).isEqualTo(1);
        assertThat(missing.err()).contains("'nowhere'", "--topic");
    }

    private static Item find(String id) {
        return new PublishedItems(Topics.ITEMS, client()).find(id).orElseThrow();
    }

    private static Invocation items(String command, String... arguments) {
        List<String> all = new ArrayList<>(List.of("items", command));
        all.addAll(List.of(arguments));
        all.addAll(List.of("-b", broker.bootstrapServers()));
        return Invocation.of(all.toArray(String[]::new));
    }

    private static Map<String, Object> client() {
        return Map.of("bootstrap.servers", broker.bootstrapServers());
    }

    private static void writeDataset(Path shop) throws IOException {
        try (var writer = new DatasetWriter(shop)) {
            writer.add(Item.newBuilder().setItemId("sent-1").setTitle("Red shoe").build());
            writer.add(Item.newBuilder().setItemId("sent-2").setTitle("Blue shoe").build());
            for (int second = 0; second < 2; second++) {
                writer.add(
                        Click.newBuilder()
                                .setEventId("e" + second)
                                .setSessionId("s1")
                                .setItemId("sent-1")
                                .setEventTime(Instant.EPOCH.plusSeconds(second))
                                .build());
            }
            writer.commit(new DatasetOrigin("shop", "test", "test", Instant.EPOCH, false));
        }
    }
}
