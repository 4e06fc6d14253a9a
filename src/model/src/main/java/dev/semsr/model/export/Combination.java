package dev.semsr.model.export;

import java.util.List;

/** How the scores of the networks of one model become one list. */
public sealed interface Combination {

    /**
     * A weighted sum of the scores. Scores are logarithms of chances up to a constant, so a sum is
     * a product of what the networks believe.
     *
     * @param weights one a network, positive
     */
    record Sum(List<Float> weights) implements Combination {

        /** Copies the list. */
        public Sum {
            weights = List.copyOf(weights);
            if (weights.isEmpty() || weights.stream().anyMatch(weight -> !(weight > 0))) {
                throw new IllegalArgumentException("Weights " + weights + ": must be positive");
            }
        }
    }

    /**
     * The list of the first network, whose best items are put in the order of the second
     * (SemSR-F+).
     *
     * @param depth how many of the best; the others follow in the first network's order
     */
    record Rerank(int depth) implements Combination {

        /** Checks the range. */
        public Rerank {
            if (depth < 1) {
                throw new IllegalArgumentException("Depth " + depth + ": 1 or more is needed");
            }
        }
    }

    /** One network alone. */
    static Combination alone() {
        return new Sum(List.of(1f));
    }
}
