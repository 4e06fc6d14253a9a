package dev.semsr.core.ranking;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Maximal marginal relevance (Carbonell and Goldstein, SIGIR 1998): the next item is the one with
 * the highest {@code (1 - strength) * relevance - strength * likeness}, where relevance is the
 * score brought to 0 to 1 over the candidates and likeness is that to the most alike item above.
 */
final class Diversity {

    private final double strength;
    private final Similarity similarity;

    /**
     * @param strength from 0, the order of the scores, to below 1
     */
    Diversity(double strength, Similarity similarity) {
        this.strength = strength;
        this.similarity = similarity;
    }

    /**
     * Chooses items.
     *
     * @param above what stands above them already
     * @param candidates sorted by descending score; of equal items the earlier one is chosen
     * @param wanted how many, at most
     */
    List<Candidate> choose(List<Candidate> above, List<Candidate> candidates, int wanted) {
        double[] relevance = relevance(candidates);
        double[] likeness = new double[candidates.size()];
        above.forEach(item -> raise(likeness, candidates, item));
        boolean[] taken = new boolean[candidates.size()];
        List<Candidate> chosen = new ArrayList<>();
        while (chosen.size() < Math.min(wanted, candidates.size())) {
            int best = best(relevance, likeness, taken);
            taken[best] = true;
            chosen.add(candidates.get(best));
            raise(likeness, candidates, candidates.get(best));
        }
        return chosen;
    }

    private int best(double[] relevance, double[] likeness, boolean[] taken) {
        int best = -1;
        double most = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < taken.length; i++) {
            double value = (1 - strength) * relevance[i] - strength * likeness[i];
            if (!taken[i] && value > most) {
                most = value;
                best = i;
            }
        }
        return best;
    }

    private void raise(double[] likeness, List<Candidate> candidates, Candidate item) {
        for (int i = 0; i < likeness.length; i++) {
            likeness[i] =
                    Math.max(likeness[i], similarity.of(candidates.get(i).itemId(), item.itemId()));
        }
    }

    private static double[] relevance(List<Candidate> candidates) {
        double[] scores = candidates.stream().mapToDouble(Candidate::score).toArray();
        double highest = Arrays.stream(scores).max().orElse(0);
        double lowest = Arrays.stream(scores).min().orElse(0);
        double range = highest - lowest;
        return Arrays.stream(scores)
                .map(score -> range == 0 ? 1 : (score - lowest) / range)
                .toArray();
    }
}
