package dev.semsr.core.ranking;

import dev.semsr.core.rules.RuleEffect;
import dev.semsr.schemas.Source;

/**
 * Multiplies the odds of an item.
 *
 * <p>A model's score is a logarithm of odds, up to a constant, and may be negative: there, ln of
 * the factor is added, which multiplies the odds. The scores of the other steps are counts or
 * shares, odds themselves and never negative: there, the factor multiplies. What an allow list
 * alone names has no score of its own: its odds are even, and their logarithm is 0.
 */
final class Boost {

    private Boost() {}

    static Candidate apply(Candidate candidate, RuleEffect effect) {
        if (effect.ruleIds().isEmpty()) {
            return candidate;
        }
        boolean isLogarithm =
                candidate.source() == Source.MODEL || candidate.source() == Source.RULE;
        double score =
                isLogarithm
                        ? candidate.score() + Math.log(effect.factor())
                        : candidate.score() * effect.factor();
        return candidate.scored((float) score).movedBy(effect.ruleIds());
    }
}
