package dev.semsr.lab.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.semsr.lab.agent.SimilarSessions.Example;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class SimilarSessionsTest {

    private static final List<String> IDS = List.of("a", "b", "c", "d", "e");

    private static List<Example> find(int number, List<String> session, int[]... training) {
        return new SimilarSessions(IDS, Arrays.asList(training)).find(session, number);
    }

    @Test
    void theSharedNewestItemCountsMostAndTheBestComesLast() {
        assertThat(find(2, List.of("a", "b"), new int[] {1, 2}, new int[] {0, 3}))
                .containsExactly(
                        new Example(List.of("a"), List.of("d")),
                        new Example(List.of("b"), List.of("c")));
    }

    @Test
    void ofEquallyGoodSessionsTheNewerIsTaken() {
        assertThat(find(1, List.of("a"), new int[] {0, 2}, new int[] {0, 3}))
                .containsExactly(new Example(List.of("a"), List.of("d")));
    }

    @Test
    void aSessionThatShowsNothingNewIsNoExample() {
        assertThat(find(3, List.of("a", "b"), new int[] {0, 1}, new int[] {2, 1}, new int[] {3, 4}))
                .isEmpty();
    }

    @Test
    void equalExamplesAreShownOnce() {
        assertThat(find(3, List.of("a"), new int[] {0, 2}, new int[] {0, 2})).hasSize(1);
    }

    @Test
    void noneAreSoughtIfNoneAreWanted() {
        assertThat(find(0, List.of("a"), new int[] {0, 2})).isEmpty();
    }
}
