package dev.semsr.core.neighbour;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class NearestSessionsTest {

    @Test
    void votesAreNearnessTimesRecencyTimesRarity() {
        List<int[]> past = List.of(new int[] {0, 1, 2}, new int[] {1, 3}, new int[] {4});

        Map<Integer, Double> votes = new NearestSessions(past, 5, 10, 10).votes(new int[] {0, 1});

        assertThat(votes).containsOnlyKeys(0, 1, 2, 3);
        double first = (0.5 + 1) * 0.9; // shares both clicks, the last of them among them
        assertThat(votes.get(0)).isEqualTo(first * Math.log(3), within(1e-12));
        assertThat(votes.get(1)).isEqualTo((first + 0.9) * Math.log(1.5), within(1e-12));
        assertThat(votes.get(2)).isEqualTo(first * Math.log(3), within(1e-12));
        assertThat(votes.get(3)).isEqualTo(1 * 0.9 * Math.log(3), within(1e-12));
    }

    @Test
    void theSessionsOwnItemsGetVotesTooAndAnEmptySessionHasNone() {
        NearestSessions nearest =
                new NearestSessions(List.of(new int[] {0, 1}, new int[] {2}), 3, 10, 10);

        assertThat(nearest.votes(new int[] {0})).containsOnlyKeys(0, 1);
        assertThat(nearest.votes(new int[0])).isEmpty();
    }

    @Test
    void aSessionThatSharesOnlyTheTenthClickFromTheEndHasNoVote() {
        NearestSessions nearest =
                new NearestSessions(List.of(new int[] {0, 12}, new int[] {13}), 14, 10, 10);

        assertThat(nearest.votes(IntStream.range(0, 9).toArray())).containsKey(12);
        assertThat(nearest.votes(IntStream.range(0, 10).toArray())).isEmpty();
    }

    @Test
    void onlyTheNewestSessionsAreLookedAtWhicheverItemTheyShare() {
        List<int[]> past = List.of(new int[] {0, 2}, new int[] {1, 3}, new int[] {1, 4});

        assertThat(new NearestSessions(past, 5, 2, 9).votes(new int[] {1, 0}))
                .containsOnlyKeys(1, 3, 4);
    }

    @Test
    void itAgreesWithASearchThroughAllSessions() {
        Random random = new Random(7);
        for (int round = 0; round < 300; round++) {
            int items = 3 + random.nextInt(12);
            List<int[]> past = new ArrayList<>();
            for (int i = 0; i < 40; i++) {
                past.add(random.ints(1 + random.nextInt(6), 0, items).toArray());
            }
            int sample = 1 + random.nextInt(30);
            int neighbours = 1 + random.nextInt(20);
            int[] session = random.ints(1 + random.nextInt(14), 0, items).toArray();

            Map<Integer, Double> votes =
                    new NearestSessions(past, items, sample, neighbours).votes(session);

            Map<Integer, Double> expected = searched(past, sample, neighbours, session);
            assertThat(votes.keySet()).isEqualTo(expected.keySet());
            votes.forEach(
                    (row, vote) -> assertThat(vote).isEqualTo(expected.get(row), within(1e-9)));
        }
    }

    /** VS-kNN by the letter: no index, every session compared. */
    private static Map<Integer, Double> searched(
            List<int[]> past, int sample, int neighbours, int[] session) {
        List<Integer> chosen =
                IntStream.iterate(past.size() - 1, i -> i >= 0, i -> i - 1)
                        .filter(i -> nearness(past.get(i), session) > 0)
                        .limit(sample)
                        .boxed()
                        .sorted(Comparator.comparingDouble(i -> -nearness(past.get(i), session)))
                        .limit(neighbours)
                        .toList();
        Map<Integer, Double> votes = new HashMap<>();
        for (int i : chosen) {
            double recency = Math.max(0, 1 - 0.1 * lastShared(past.get(i), session));
            for (int row : recency > 0 ? items(past.get(i)) : Set.<Integer>of()) {
                double holders = past.stream().filter(other -> items(other).contains(row)).count();
                double rarity = Math.log(past.size() / holders);
                votes.merge(row, nearness(past.get(i), session) * recency * rarity, Double::sum);
            }
        }
        return votes;
    }

    private static double nearness(int[] past, int[] session) {
        return items(session).stream()
                .filter(items(past)::contains)
                .sorted(Comparator.comparingInt(row -> -lastPlace(session, row)))
                .mapToDouble(row -> (lastPlace(session, row) + 1.0) / session.length)
                .reduce(0, Double::sum);
    }

    private static int lastShared(int[] past, int[] session) {
        int last =
                items(past).stream().mapToInt(row -> lastPlace(session, row)).max().orElseThrow();
        return session.length - last;
    }

    private static int lastPlace(int[] session, int row) {
        int last = -1;
        for (int place = 0; place < session.length; place++) {
            last = session[place] == row ? place : last;
        }
        return last;
    }

    private static Set<Integer> items(int[] session) {
        return new HashSet<>(Arrays.stream(session).boxed().toList());
    }
}
