package dev.semsr.lab.coldreplay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.semsr.lab.dataset.Dataset;
import dev.semsr.lab.fixture.HandMade;
import dev.semsr.lab.progress.ProgressListener;
import dev.semsr.lab.protocol.GlobalTimeSplit;
import dev.semsr.lab.protocol.Split;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ColdReplayTest {

    /** The second half is test; nobody clicks x and y in the first. */
    private static final Dataset DATASET =
            HandMade.clicks("u1:a u1:b u2:b u2:a u3:c u1:x u2:b u3:x u2:x u4:y");

    private static final Split SPLIT = new GlobalTimeSplit(0.5, 0.5, 1e-9).split(DATASET);

    @Test
    void eachNewItemIsPublishedOnceJustBeforeItsFirstClick() {
        Shelf model = new Shelf(0);
        ColdReplayResult result = replay(model);

        assertThat(model.log)
                .containsSubsequence("withdraw [x, y]", "click c", "publish x", "click x")
                .containsSubsequence("click x", "click x", "publish y", "click y")
                .containsOnlyOnce("publish x", "publish y");
        assertThat(result.published()).isEqualTo(2);
    }

    @Test
    void aListOlderThanTheItemIsCountedApart() {
        ColdReplayResult result = replay(new Shelf(0));

        // u1 and u3 had their last lists before x was published, u2 after
        assertThat(result.questions()).isEqualTo(4);
        assertThat(result.tooEarly()).isEqualTo(2);
        assertThat(result.shown()).isEqualTo(new Hits(1, 1, 1));
    }

    @Test
    void aListMadeJustBeforeTheClickKnowsWhatWasPublished() {
        ColdReplayResult result = replay(new Shelf(0));

        assertThat(result.askedFirst()).isEqualTo(new Hits(1, 1, 1));
        assertThat(result.askedLater()).isEqualTo(new Hits(2, 2, 2));
    }

    @Test
    void theModelIsAskedWithTheClicksBeforeAlone() {
        Shelf model = new Shelf(0);
        replay(model);

        // the list after e1 and e3, those after e4 and e6, and again just before clicks on x
        assertThat(model.asked)
                .containsExactly(
                        "[a, b]", "[b, a]", "[c]", "[a, b]", "[b, a, b]", "[c]", "[b, a, b]");
    }

    @Test
    void anItemBehindTheFirstTwentyPlacesIsInTheLongListOnly() {
        assertThat(replay(new Shelf(ColdReplay.SHORT - 1)).askedLater())
                .isEqualTo(new Hits(2, 2, 2));
        assertThat(replay(new Shelf(ColdReplay.SHORT)).askedLater()).isEqualTo(new Hits(2, 0, 2));
        assertThat(replay(new Shelf(ColdReplay.LONG)).askedLater()).isEqualTo(new Hits(2, 0, 0));
    }

    @Test
    void aModelThatCannotTakeNewItemsForeseesNone() {
        ColdReplayResult result =
                replay(
                        new Shelf(0) {
                            @Override
                            public void publish(String itemId) {}
                        });

        assertThat(result.shown()).isEqualTo(new Hits(1, 0, 0));
        assertThat(result.askedFirst()).isEqualTo(new Hits(1, 0, 0));
        assertThat(result.askedLater()).isEqualTo(new Hits(2, 0, 0));
    }

    @Test
    void aModelThatRecommendsWhatIsNotPublishedIsFoundOut() {
        Shelf leaky =
                new Shelf(0) {
                    @Override
                    public void withdraw(List<String> itemIds) {}
                };

        assertThatThrownBy(() -> replay(leaky))
                .hasMessageContaining("recommends y before it is published");
    }

    @Test
    void popularityCountsTheReplayedClicksButKnowsNothingOfAFirstOne() {
        ColdReplayResult result = replay(new LivePopularity());

        assertThat(result.askedFirst()).isEqualTo(new Hits(1, 0, 0));
        assertThat(result.askedLater()).isEqualTo(new Hits(2, 2, 2));
    }

    private static ColdReplayResult replay(ReplayedModel model) {
        return new ColdReplay(DATASET, SPLIT).run(model, ProgressListener.silent());
    }

    /** Lists everything on it in alphabetical order from the end, behind some other items. */
    private static class Shelf implements ReplayedModel {

        private final TreeSet<String> items = new TreeSet<>(List.of("a", "b", "c", "x", "y"));
        private final int others;
        private final List<String> log = new ArrayList<>();
        private final List<String> asked = new ArrayList<>();

        Shelf(int others) {
            this.others = others;
        }

        @Override
        public String name() {
            return "shelf";
        }

        @Override
        public void withdraw(List<String> itemIds) {
            log.add("withdraw " + itemIds);
            itemIds.forEach(items::remove);
        }

        @Override
        public void publish(String itemId) {
            log.add("publish " + itemId);
            items.add(itemId);
        }

        @Override
        public void clicked(String itemId) {
            log.add("click " + itemId);
        }

        @Override
        public List<String> recommend(List<String> session, int k) {
            asked.add(session.toString());
            return Stream.concat(
                            IntStream.range(0, others).mapToObj(n -> "other-" + n),
                            items.descendingSet().stream())
                    .limit(k)
                    .toList();
        }

        @Override
        public void close() {}
    }
}
