package dev.semsr.jobs.quality;

import dev.semsr.jobs.record.RawRecord;
import dev.semsr.schemas.ModelRollout;
import dev.semsr.schemas.QualityReport;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.source.Source;

/**
 * What the quality job is connected to.
 *
 * @param clicks where clicks come from, as bytes
 * @param recommendations where lists come from, as bytes
 * @param reports where reports go
 * @param rollouts where rollouts come from, as bytes; null if none are watched
 * @param rollbacks where rollbacks go; null if none are ordered
 */
public record QualityEndpoints(
        Source<RawRecord, ?, ?> clicks,
        Source<RawRecord, ?, ?> recommendations,
        Sink<QualityReport> reports,
        Source<RawRecord, ?, ?> rollouts,
        Sink<ModelRollout> rollbacks) {

    /** Whether rollouts are watched. */
    boolean watchRollouts() {
        return rollouts != null;
    }
}
