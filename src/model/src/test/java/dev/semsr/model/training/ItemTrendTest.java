package dev.semsr.model.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ItemTrendTest {

    private static final int SESSIONS = 200;

    @Test
    void anItemThatIsClickedMoreOfLateIsRaisedAndOneThatWentOutOfFashionLowered() {
        float[] trend = trend(1);

        assertThat(trend[0]).as("clicked all the time").isCloseTo(0, within(0.05f));
        assertThat(trend[1]).as("clicked in the first half").isLessThan(-1);
        assertThat(trend[2]).as("clicked in the second half").isGreaterThan(0.5f);
        assertThat(trend[3]).as("never clicked").isZero();
    }

    @Test
    void theTrendOfAnEvenItemIsTheLogarithmOfItsClicksOfLateOverThoseExpected() {
        // a click counts half for every six sessions; the item is in the last session alone
        Corpus corpus = corpus(List.of(new int[] {0, 4}));
        double perSession = Math.pow(0.5, 1 / (0.03 * (SESSIONS + 1)));
        double mean = (1 - Math.pow(perSession, SESSIONS + 1)) / (1 - perSession) / (SESSIONS + 1);

        assertThat((double) ItemTrend.of(corpus, new int[] {4}, 3)[0])
                .isCloseTo(3 * Math.log((1 + 0.5) / (mean + 0.5)), within(1e-5));
    }

    @Test
    void trendsGrowWithTheWeightAndStandInTheOrderOfTheRows() {
        float[] twice = ItemTrend.of(corpus(List.of()), new int[] {2, 1}, 2);

        assertThat(twice[0]).isCloseTo(2 * trend(1)[2], within(1e-5f));
        assertThat(twice[1]).isCloseTo(2 * trend(1)[1], within(1e-5f));
    }

    private static float[] trend(float weight) {
        return ItemTrend.of(corpus(List.of()), new int[] {0, 1, 2, 3}, weight);
    }

    /** Item 0 in every session, 1 in those of the first half, 2 in those of the second. */
    private static Corpus corpus(List<int[]> last) {
        List<int[]> sessions = new ArrayList<>();
        for (int i = 0; i < SESSIONS; i++) {
            sessions.add(new int[] {0, i < SESSIONS / 2 ? 1 : 2});
        }
        sessions.addAll(last);
        return new Corpus(List.of("a", "b", "c", "d", "e"), sessions, List.of(), null, null);
    }
}
