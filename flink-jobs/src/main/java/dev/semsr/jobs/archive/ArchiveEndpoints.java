package dev.semsr.jobs.archive;

import dev.semsr.jobs.deadletter.DeadLetter;
import dev.semsr.jobs.record.RawRecord;
import dev.semsr.schemas.ArchivedSession;
import dev.semsr.schemas.SessionErasure;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.source.Source;

/**
 * What the archive job is connected to.
 *
 * @param clicks where clicks come from, as bytes
 * @param sessions where ended sessions go
 * @param erasures where wishes to be forgotten go
 * @param deadLetters where records go that are no valid click
 */
public record ArchiveEndpoints(
        Source<RawRecord, ?, ?> clicks,
        Sink<ArchivedSession> sessions,
        Sink<SessionErasure> erasures,
        Sink<DeadLetter> deadLetters) {}
