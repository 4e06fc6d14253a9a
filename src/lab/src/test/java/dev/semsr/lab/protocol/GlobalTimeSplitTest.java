package dev.semsr.lab.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.semsr.lab.dataset.Dataset;
import dev.semsr.lab.fixture.HandMade;
import dev.semsr.model.training.Corpus;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class GlobalTimeSplitTest {

    /** Twenty clicks; the cut at 0.8 is the click at second 16. */
    private static final Dataset DATASET =
            HandMade.clicks(
                    """
                    u1:a u1:b u2:a u2:c u3:b u3:c u1:c u2:d u1:a u3:a
                    u4:b u4:a u1:d u2:b u3:d u5:c
                    u1:b u6:x u6:a u1:x
                    """);

    private static final Protocol NOBODY_HELD_OUT = new GlobalTimeSplit(0.8, 0.25, 1e-9);
    private static final Protocol ALL_HELD_OUT = new GlobalTimeSplit(0.8, 0.25, 1 - 1e-9);

    @Test
    void nothingFromTheCutOnIsLearned() {
        Split split = NOBODY_HELD_OUT.split(DATASET);

        assertThat(split.cut()).isEqualTo(Instant.EPOCH.plusSeconds(16));
        assertThat(sessions(split)).containsExactly("abcad", "acdb", "bcad", "ba", "c");
        assertThat(split.trainingClicks()).isEqualTo(16);
        assertThat(split.lastTraining()).isEqualTo(Instant.EPOCH.plusSeconds(15));
        assertThat(split.firstTraining()).isEqualTo(Instant.EPOCH);
    }

    @Test
    void everyLaterInteractionIsPredictedFromAllBeforeIt() {
        Split split = NOBODY_HELD_OUT.split(DATASET);

        assertThat(split.cases())
                .containsExactly(
                        new TestCase("u1", "e12", List.of("a", "b", "c", "a", "d"), "b", true),
                        new TestCase(
                                "u1", "e16", List.of("a", "b", "c", "a", "d", "b"), "x", false),
                        new TestCase("u6", "e17", List.of("x"), "a", true));
    }

    @Test
    void unseenItemsAreThoseOfNobodyBeforeTheCut() {
        Split split = NOBODY_HELD_OUT.split(DATASET);

        assertThat(split.unseenItems()).isEqualTo(1);
        assertThat(split.seen().get(split.itemIds().indexOf("x"))).isFalse();
    }

    @Test
    void theTestSessionsAreWhole() {
        Split split = NOBODY_HELD_OUT.split(DATASET);

        assertThat(split.sessions().stream().map(TestSession::session)).containsExactly("u1", "u6");
        assertThat(split.sessions().get(0).eventIds())
                .containsExactly("e0", "e1", "e6", "e8", "e12", "e16", "e19");
        assertThat(split.sessions().get(0).prefix(5, 2)).containsExactly("a", "d");
    }

    @Test
    void validationLiesInTheNewestPartOfTheTrainingWindowAndIsNotLearned() {
        Split split = ALL_HELD_OUT.split(DATASET);

        // the window begins at second 12; u5 has no history there
        assertThat(sessions(split)).containsExactly("abca", "acd", "bca", "ba");
        assertThat(
                        split.validation().stream()
                                .map(e -> word(split, e.prefix()) + ">" + word(split, e.target())))
                .containsExactly("abca>d", "acd>b", "bca>d");
        assertThat(split.seen().cardinality()).isEqualTo(4);
    }

    @Test
    void prefixesKeepTheNewestFifty() {
        String many =
                IntStream.range(0, 100).mapToObj(i -> "u:i" + i).collect(Collectors.joining(" "));
        Split split = NOBODY_HELD_OUT.split(HandMade.clicks(many));

        TestCase last = split.cases().get(split.cases().size() - 1);
        assertThat(last.prefix()).hasSize(50).startsWith("i49").endsWith("i98");
        assertThat(last.target()).isEqualTo("i99");
    }

    @Test
    void theCorpusHasTheCatalogueAndTheTrainingPart() {
        Corpus corpus = ALL_HELD_OUT.split(DATASET).corpus();

        assertThat(corpus.itemIds()).containsExactly("a", "b", "c", "d", "x");
        assertThat(corpus.sessions()).hasSize(4);
        assertThat(corpus.validation()).hasSize(3);
        assertThat(corpus.text()).isNull();
        assertThat(corpus.clicks()).containsExactly(5, 3, 3, 1, 0);
    }

    @Test
    void theSameDataIsSplitTheSameWay() {
        Split one = GlobalTimeSplit.defaults().split(DATASET);
        Split two = GlobalTimeSplit.defaults().split(DATASET);

        assertThat(one.cases()).isEqualTo(two.cases());
        assertThat(sessions(one)).isEqualTo(sessions(two));
    }

    @Test
    void nonsenseIsRefused() {
        assertThatThrownBy(() -> new GlobalTimeSplit(1.0, 0.1, 0.1))
                .hasMessageContaining("percentile is 1.0");
        assertThatThrownBy(() -> NOBODY_HELD_OUT.split(HandMade.clicks("u1:a")))
                .hasMessageContaining("too small");
    }

    private static List<String> sessions(Split split) {
        return split.training().stream().map(session -> word(split, session)).toList();
    }

    private static String word(Split split, int... rows) {
        return IntStream.of(rows).mapToObj(split.itemIds()::get).collect(Collectors.joining());
    }
}
