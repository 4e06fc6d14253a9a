package dev.semsr.jobs.recommend;

import dev.semsr.jobs.record.RawRecord;
import dev.semsr.jobs.rollout.RolloutChannel;
import dev.semsr.schemas.Recommendation;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.source.Source;

/**
 * What a job is connected to that follows rollouts.
 *
 * @param scope name of the model
 * @param rollouts where rollouts come from, as bytes
 * @param channel how a process knows the last rollout at its start and reports what became of it
 * @param shadow where lists of versions go that only score along
 * @param shadowCapacity requests that may wait for those in one subtask
 */
public record RolloutEnds(
        String scope,
        Source<RawRecord, ?, ?> rollouts,
        RolloutChannel channel,
        Sink<Recommendation> shadow,
        int shadowCapacity) {}
