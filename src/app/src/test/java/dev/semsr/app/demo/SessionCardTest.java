package dev.semsr.app.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.semsr.app.answers.AskedClick;
import dev.semsr.schemas.Recommendation;
import dev.semsr.schemas.RecommendedItem;
import dev.semsr.schemas.Source;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SessionCardTest {

    private final SessionCard card =
            new SessionCard(Map.of("tea", "Green Tea", "pot", "Tea Pot", "cup", "Tea Cup"));

    @Test
    void titlesTellWhatWasClickedAndRecommended() {
        List<String> lines = card.lines(click("cup"), answer("pot", "cup"));

        assertThat(lines)
                .contains(
                        "  Session s1 after 1 clicks",
                        "    clicked      Green Tea",
                        "    recommended  1. Tea Pot  (model, text 62 %)",
                        "                 2. Tea Cup  (model, text 62 %)",
                        "    next click   Tea Cup  (place 2 of the list)");
    }

    @Test
    void missedClickIsSaidToBeMissed() {
        assertThat(card.lines(click("cup"), answer("pot")))
                .contains("    next click   Tea Cup  (not in the list)");
    }

    @Test
    void lastClickOfASessionHasNoNextOne() {
        assertThat(card.lines(click(null), answer("pot")))
                .noneMatch(line -> line.contains("next click"));
    }

    @Test
    void itemWithoutTitleIsShownByItsId() {
        assertThat(card.lines(click(null), answer("p77")))
                .anyMatch(line -> line.contains("1. p77"));
    }

    private static AskedClick click(String next) {
        return new AskedClick("e1", "s1", List.of("tea"), next, 0);
    }

    private static Recommendation answer(String... items) {
        return Recommendation.newBuilder()
                .setRecommendationId("r1")
                .setSessionId("s1")
                .setClickEventId("e1")
                .setSequence(1)
                .setItems(Stream.of(items).map(SessionCardTest::item).toList())
                .setModelVersion("shop/1")
                .setVariant("semsr-f/niser")
                .setClickTime(Instant.EPOCH)
                .setProducedTime(Instant.EPOCH)
                .build();
    }

    private static RecommendedItem item(String id) {
        return RecommendedItem.newBuilder()
                .setItemId(id)
                .setScore(1)
                .setSource(Source.MODEL)
                .setReason("text 62 %")
                .build();
    }
}
