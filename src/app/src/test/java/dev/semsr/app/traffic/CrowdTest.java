package dev.semsr.app.traffic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.semsr.app.answers.AskedClick;
import dev.semsr.schemas.Click;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CrowdTest {

    private static final List<String> ITEMS =
            IntStream.range(0, 1_000).mapToObj(number -> "i" + number).toList();

    @Test
    void eachShopperClicksTheWholeSessionInItsOrder() {
        var session = new ShopperSession("s", List.of("a", "b", "c"));
        Crowd crowd = new Crowd(1, Crowd.inRounds(List.of(session)), 3);
        Map<String, List<String>> clicked = new HashMap<>();

        for (int click = 0; click < 500; click++) {
            Click next = crowd.next();
            clicked.computeIfAbsent(next.getSessionId(), id -> new ArrayList<>())
                    .add(next.getItemId());
        }

        assertThat(clicked.values())
                .allSatisfy(
                        items ->
                                assertThat(List.of("a", "b", "c"))
                                        .startsWith(items.toArray(String[]::new)));
        assertThat(clicked).hasSizeGreaterThan(100).containsKeys("s", "s~2", "s~3");
    }

    @Test
    void everyEventIdIsGivenOutOnce() {
        Crowd crowd = new Crowd(200, new ZipfSessions(ITEMS, 1), 1);
        Set<String> events = new HashSet<>();

        for (int click = 0; click < 5_000; click++) {
            assertThat(events.add(crowd.next().getEventId())).isTrue();
        }
    }

    @Test
    void askedClickKnowsHistoryAndNextClick() {
        var session = new ShopperSession("s", List.of("a", "b"));
        Crowd crowd = new Crowd(1, Crowd.inRounds(List.of(session)), 3);
        List<AskedClick> asked = new ArrayList<>();

        for (int click = 0; click < 500; click++) {
            crowd.next();
            asked.add(crowd.asked(click));
        }

        assertThat(asked)
                .allSatisfy(
                        click ->
                                assertThat(click.nextItem())
                                        .isEqualTo(click.history().size() == 1 ? "b" : null));
    }

    @Test
    void sameSeedsMakeTheSameCrowd() {
        assertThat(events(new Crowd(10, zipf(5), 2))).isEqualTo(events(new Crowd(10, zipf(5), 2)));
        assertThat(events(new Crowd(10, zipf(5), 2)))
                .isNotEqualTo(events(new Crowd(10, zipf(5), 3)));
    }

    @Test
    void popularItemsAreClickedAsOftenAsZipfSays() {
        Supplier<ShopperSession> sessions = zipf(1);
        Map<String, Integer> clicks = new HashMap<>();
        int all = 0;
        for (int session = 0; session < 20_000; session++) {
            for (String item : sessions.get().items()) {
                clicks.merge(item, 1, Integer::sum);
                all++;
            }
        }

        double harmonic = IntStream.rangeClosed(1, ITEMS.size()).mapToDouble(r -> 1.0 / r).sum();
        assertThat(clicks.get("i0") / (double) all).isBetween(0.9 / harmonic, 1.1 / harmonic);
        assertThat(all / 20_000.0).as("clicks of a session").isBetween(4.8, 5.2);
    }

    @Test
    void sessionWithoutClicksIsRefused() {
        assertThatThrownBy(() -> new ShopperSession("empty", List.of()))
                .hasMessage("Session empty has no clicks");
    }

    private static Supplier<ShopperSession> zipf(long seed) {
        return new ZipfSessions(ITEMS, seed);
    }

    private static List<String> events(Crowd crowd) {
        return IntStream.range(0, 100)
                .mapToObj(click -> crowd.next())
                .map(click -> click.getEventId() + " " + click.getItemId())
                .toList();
    }
}
