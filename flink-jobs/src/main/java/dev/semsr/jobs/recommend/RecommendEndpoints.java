package dev.semsr.jobs.recommend;

import dev.semsr.jobs.deadletter.DeadLetter;
import dev.semsr.jobs.record.RawRecord;
import dev.semsr.jobs.rollout.RolloutChannel;
import dev.semsr.jobs.rules.RuleSource;
import dev.semsr.jobs.scoring.ModelSource;
import dev.semsr.schemas.Recommendation;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.source.Source;

/**
 * What the main job is connected to.
 *
 * @param clicks where clicks come from, as bytes
 * @param recommendations where answers go
 * @param deadLetters where records go that are no valid click
 * @param model where each process gets the model from
 * @param rollouts what changes the model's version and shares; null for a job without rollouts
 * @param rules where each process gets the shop's rules from
 */
public record RecommendEndpoints(
        Source<RawRecord, ?, ?> clicks,
        Sink<Recommendation> recommendations,
        Sink<DeadLetter> deadLetters,
        ModelSource model,
        RolloutEnds rollouts,
        RuleSource rules) {

    /** Ends of a job without rollouts. */
    public RecommendEndpoints(
            Source<RawRecord, ?, ?> clicks,
            Sink<Recommendation> recommendations,
            Sink<DeadLetter> deadLetters,
            ModelSource model) {
        this(clicks, recommendations, deadLetters, model, null);
    }

    /** Ends of a job without rules. */
    public RecommendEndpoints(
            Source<RawRecord, ?, ?> clicks,
            Sink<Recommendation> recommendations,
            Sink<DeadLetter> deadLetters,
            ModelSource model,
            RolloutEnds rollouts) {
        this(clicks, recommendations, deadLetters, model, rollouts, RuleSource.none());
    }

    /** The same ends with rules. */
    public RecommendEndpoints withRules(RuleSource other) {
        return new RecommendEndpoints(clicks, recommendations, deadLetters, model, rollouts, other);
    }

    /** How a process learns of rollouts. */
    RolloutChannel channel() {
        return rollouts == null ? RolloutChannel.none() : rollouts.channel();
    }
}
