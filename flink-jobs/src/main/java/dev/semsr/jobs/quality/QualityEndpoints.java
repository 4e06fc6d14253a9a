package dev.semsr.jobs.quality;

import dev.semsr.jobs.record.RawRecord;
import dev.semsr.schemas.QualityReport;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.source.Source;

/**
 * What the quality job is connected to.
 *
 * @param clicks where clicks come from, as bytes
 * @param recommendations where lists come from, as bytes
 * @param reports where reports go
 */
public record QualityEndpoints(
        Source<RawRecord, ?, ?> clicks,
        Source<RawRecord, ?, ?> recommendations,
        Sink<QualityReport> reports) {}
