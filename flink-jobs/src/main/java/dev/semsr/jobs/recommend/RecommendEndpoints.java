package dev.semsr.jobs.recommend;

import dev.semsr.jobs.deadletter.DeadLetter;
import dev.semsr.jobs.record.RawRecord;
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
 */
public record RecommendEndpoints(
        Source<RawRecord, ?, ?> clicks,
        Sink<Recommendation> recommendations,
        Sink<DeadLetter> deadLetters,
        ModelSource model) {}
