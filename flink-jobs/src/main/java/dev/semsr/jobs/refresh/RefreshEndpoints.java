package dev.semsr.jobs.refresh;

import dev.semsr.jobs.deadletter.DeadLetter;
import dev.semsr.jobs.encoding.EncoderSource;
import dev.semsr.jobs.record.ItemVectorChange;
import dev.semsr.jobs.record.RawRecord;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.source.Source;

/**
 * What the refresh job is connected to.
 *
 * @param items where items come from, as bytes
 * @param itemVectors where their vectors go
 * @param deadLetters where records go that are no valid item
 * @param encoder where each process gets the text encoder from
 */
public record RefreshEndpoints(
        Source<RawRecord, ?, ?> items,
        Sink<ItemVectorChange> itemVectors,
        Sink<DeadLetter> deadLetters,
        EncoderSource encoder) {}
