package dev.semsr.lab.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.semsr.lab.dataset.Dataset;
import dev.semsr.lab.dataset.Visit;
import dev.semsr.lab.fixture.HandMade;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PublishedSplitsTest {

    private static final SrGnnSplit SR_GNN = new SrGnnSplit(1, 1e-9);

    @Test
    void testSessionsOfTheSourceAreTakenAsTheyAre() {
        Dataset data =
                parts(
                        HandMade.clicks("s1:a s1:b s2:b s2:c t1:a t1:x t1:c t2:x t2:y"),
                        Set.of("t1", "t2"));
        Split split = SR_GNN.split(data);

        assertThat(split.training())
                .extracting(Arrays::toString)
                .containsExactly("[0, 1]", "[1, 2]");
        assertThat(split.cases())
                .extracting(
                        c ->
                                c.session()
                                        + " "
                                        + c.prefix()
                                        + " "
                                        + c.target()
                                        + " "
                                        + c.targetSeen())
                .containsExactly("t1 [a] x false", "t1 [a, x] c true", "t2 [x] y false");
        assertThat(split.seen().cardinality()).isEqualTo(3);
    }

    @Test
    void sessionsOfTheLastDaysLoseItemsThatNoOtherSessionHas() {
        Dataset data = HandMade.clicks("s1:a s1:b s2:b s2:c t1:a t1:x t1:c t2:x t2:y t3:b t3:a");
        Split split = new SrGnnSplit(6.5 / 86_400, 1e-9).split(data);

        assertThat(split.cases())
                .extracting(c -> c.session() + " " + c.prefix() + " " + c.target())
                .containsExactly("t1 [a] c", "t3 [b] a");
        assertThat(split.cases()).allMatch(TestCase::targetSeen);
    }

    @Test
    void withoutPartsTheSessionsOfTheLastDaysAreTheTest() {
        Dataset data = HandMade.clicks("s1:a s1:b s2:b s2:a s3:a s3:b");
        Split split = new SrGnnSplit(1.5 / 86_400, 1e-9).split(data);

        assertThat(split.training()).hasSize(2);
        assertThat(split.cases()).hasSize(1);
        assertThat(split.cases().get(0).session()).isEqualTo("s3");
    }

    @Test
    void aShareOfTheTrainingSessionsIsHeldOutAndNotLearnedFrom() {
        StringBuilder clicks = new StringBuilder();
        for (int i = 0; i < 400; i++) {
            clicks.append("s").append(i).append(":a s").append(i).append(":b ");
        }
        Dataset data = parts(HandMade.clicks(clicks + "t:a t:b"), Set.of("t"));
        Split split = new SrGnnSplit(1, 0.1).split(data);

        assertThat(split.validation().size()).isBetween(20, 60);
        assertThat(split.training()).hasSize(400 - split.validation().size());
    }

    @Test
    void anotherTestPartChangesNothingInTraining() {
        String train = "s1:a s1:b s2:b s2:c ";
        Split one = SR_GNN.split(parts(HandMade.clicks(train + "t:a t:c"), Set.of("t")));
        Split other =
                SR_GNN.split(
                        parts(HandMade.clicks(train + "t:c t:b t:a u:b u:a"), Set.of("t", "u")));

        assertThat(one.training())
                .extracting(Arrays::toString)
                .isEqualTo(other.training().stream().map(Arrays::toString).toList());
        assertThat(one.validation()).isEqualTo(other.validation());
    }

    @Test
    void theSplitOfTheSourceIsTakenClickByClick() {
        Dataset whole = HandMade.clicks("u:a u:b u:c u:d v:a v:b");
        List<String> names = List.of("train", "train", "valid", "test", "train", "valid");
        Split split = new GivenSplit().split(named(whole, names));

        assertThat(split.training()).extracting(Arrays::toString).containsExactly("[0, 1]", "[0]");
        assertThat(split.validation())
                .extracting(e -> Arrays.toString(e.prefix()) + " " + e.target())
                .containsExactly("[0, 1] 2", "[0] 1");
        assertThat(split.cases())
                .extracting(c -> c.prefix() + " " + c.target() + " " + c.targetSeen())
                .containsExactly("[a, b, c] d false");
    }

    @Test
    void aSourceWithoutPartsSaysSo() {
        assertThatThrownBy(() -> new GivenSplit().split(HandMade.clicks("u:a u:b")))
                .hasMessageContaining("does not say which clicks are test");
    }

    @Test
    void leaveOneOutKeepsTheLastClickForTheTestAndTheOneBeforeForValidation() {
        Split split = new LeaveOneOut().split(HandMade.clicks("u:a u:b u:c u:d v:a v:b"));

        assertThat(split.training())
                .extracting(Arrays::toString)
                .containsExactly("[0, 1]", "[0, 1]");
        assertThat(split.validation())
                .extracting(e -> Arrays.toString(e.prefix()) + " " + e.target())
                .containsExactly("[0, 1] 2");
        assertThat(split.cases())
                .extracting(c -> c.prefix() + " " + c.target() + " " + c.targetSeen())
                .containsExactly("[a, b, c] d false");
    }

    private static Dataset parts(Dataset data, Set<String> testSessions) {
        return named(
                data,
                data.visits().stream()
                        .map(
                                visit ->
                                        testSessions.contains(
                                                        data.sessionIds().get(visit.session()))
                                                ? "test"
                                                : "train")
                        .toList());
    }

    private static Dataset named(Dataset data, List<String> names) {
        List<Visit> visits =
                java.util.stream.IntStream.range(0, names.size())
                        .mapToObj(
                                i -> {
                                    Visit visit = data.visits().get(i);
                                    return new Visit(
                                            visit.eventId(),
                                            visit.session(),
                                            visit.row(),
                                            visit.timeMillis(),
                                            names.get(i));
                                })
                        .toList();
        return new Dataset(data.info(), data.items(), data.sessionIds(), visits);
    }
}
