package dev.semsr.lab.agent;

import dev.semsr.model.encoder.VectorCache;
import dev.semsr.schemas.Item;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A tiny shop, and agents for it. */
final class Shop {

    static final String KEY = "sk-do-not-show-me";

    static final List<Item> ITEMS =
            List.of(
                    item("i0", "red lamp"),
                    item("i1", "green lamp"),
                    item("i2", "oak table"),
                    item("i3", "pine table"),
                    item("i4", "wool carpet"),
                    item("i5", ""));

    static final List<String> IDS = ITEMS.stream().map(Item::getItemId).toList();

    private Shop() {}

    static Item item(String id, String title) {
        return Item.newBuilder().setItemId(id).setTitle(title).build();
    }

    static Endpoint endpoint(ScriptedEndpoint server) {
        return new Endpoint(Endpoint.Kind.OPENAI, server.url(), "tiny", KEY);
    }

    static CallSettings calls(int timeoutMillis, int retries, int concurrency) {
        return new CallSettings(
                Duration.ofMillis(timeoutMillis),
                retries,
                Duration.ofMillis(10),
                Duration.ofSeconds(3),
                concurrency,
                0);
    }

    static AgentSettings settings() {
        return with(calls(30_000, 2, 1), SpendLimits.defaults());
    }

    static AgentSettings with(CallSettings calls, SpendLimits limits) {
        return new AgentSettings(QuestionSettings.defaults(), calls, limits, false);
    }

    static AgentSettings offline() {
        return new AgentSettings(
                QuestionSettings.defaults(), CallSettings.defaults(), new SpendLimits(0, 0), true);
    }

    static TitleAgent agent(Endpoint endpoint, AgentSettings settings, Path cache) {
        return TitleAgent.open(endpoint, settings, cache, TitleIndex.titles(ITEMS), IDS, List.of());
    }

    static TitleIndex index(WordEncoder encoder, VectorCache vectors) {
        return new TitleIndex(ITEMS, encoder, vectors, (done, total) -> {});
    }

    static Map<String, String> files(Path folder) {
        if (!Files.exists(folder)) {
            return Map.of();
        }
        try (Stream<Path> walk = Files.walk(folder)) {
            return walk.filter(Files::isRegularFile)
                    .collect(
                            java.util.stream.Collectors.toMap(
                                    path -> path.getFileName().toString(), Shop::content));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String content(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
