package dev.semsr.jobs.testing;

import dev.semsr.jobs.record.RawRecord;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.connector.source.Boundedness;
import org.apache.flink.api.connector.source.ReaderOutput;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.api.connector.source.SourceOutput;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.api.connector.source.lib.NumberSequenceSource.NumberSequenceSplit;
import org.apache.flink.connector.datagen.source.DataGeneratorSource;
import org.apache.flink.core.io.InputStatus;
import org.apache.flink.core.io.SimpleVersionedSerializer;

/** A bounded source of clicks that carry time stamps, as records of Kafka do. */
public final class StampedSource
        implements Source<RawRecord, NumberSequenceSplit, Collection<NumberSequenceSplit>> {

    private static final long serialVersionUID = 1L;

    private final DataGeneratorSource<RawRecord> records;
    private final ArrayList<Instant> arrivals;

    /**
     * A source.
     *
     * @param records what it gives out
     * @param arrivals when each of them came to its topic
     */
    public StampedSource(Records records, List<Instant> arrivals) {
        this.records = records.source();
        this.arrivals = new ArrayList<>(arrivals);
    }

    @Override
    public Boundedness getBoundedness() {
        return records.getBoundedness();
    }

    @Override
    public SourceReader<RawRecord, NumberSequenceSplit> createReader(SourceReaderContext context)
            throws Exception {
        return new Reader(records.createReader(context));
    }

    @Override
    public SplitEnumerator<NumberSequenceSplit, Collection<NumberSequenceSplit>> createEnumerator(
            SplitEnumeratorContext<NumberSequenceSplit> context) {
        return records.createEnumerator(context);
    }

    @Override
    public SplitEnumerator<NumberSequenceSplit, Collection<NumberSequenceSplit>> restoreEnumerator(
            SplitEnumeratorContext<NumberSequenceSplit> context,
            Collection<NumberSequenceSplit> checkpoint) {
        return records.restoreEnumerator(context, checkpoint);
    }

    @Override
    public SimpleVersionedSerializer<NumberSequenceSplit> getSplitSerializer() {
        return records.getSplitSerializer();
    }

    @Override
    public SimpleVersionedSerializer<Collection<NumberSequenceSplit>>
            getEnumeratorCheckpointSerializer() {
        return records.getEnumeratorCheckpointSerializer();
    }

    /** Reads the records without time stamps and adds them. */
    private final class Reader implements SourceReader<RawRecord, NumberSequenceSplit> {

        private final SourceReader<RawRecord, NumberSequenceSplit> unstamped;

        Reader(SourceReader<RawRecord, NumberSequenceSplit> unstamped) {
            this.unstamped = unstamped;
        }

        @Override
        public void start() {
            unstamped.start();
        }

        @Override
        public InputStatus pollNext(ReaderOutput<RawRecord> output) throws Exception {
            return unstamped.pollNext(new Stamping(output));
        }

        @Override
        public List<NumberSequenceSplit> snapshotState(long checkpointId) {
            return unstamped.snapshotState(checkpointId);
        }

        @Override
        public CompletableFuture<Void> isAvailable() {
            return unstamped.isAvailable();
        }

        @Override
        public void addSplits(List<NumberSequenceSplit> splits) {
            unstamped.addSplits(splits);
        }

        @Override
        public void notifyNoMoreSplits() {
            unstamped.notifyNoMoreSplits();
        }

        @Override
        public void close() throws Exception {
            unstamped.close();
        }
    }

    /** Passes on each record with its time stamp. */
    private final class Stamping implements ReaderOutput<RawRecord> {

        private final ReaderOutput<RawRecord> output;

        Stamping(ReaderOutput<RawRecord> output) {
            this.output = output;
        }

        @Override
        public void collect(RawRecord record) {
            Instant arrival = arrivals.get(Math.toIntExact(record.offset()));
            output.collect(record, arrival.toEpochMilli());
        }

        @Override
        public void collect(RawRecord record, long timestamp) {
            collect(record);
        }

        @Override
        public void emitWatermark(Watermark watermark) {
            output.emitWatermark(watermark);
        }

        @Override
        public void markIdle() {
            output.markIdle();
        }

        @Override
        public void markActive() {
            output.markActive();
        }

        @Override
        public SourceOutput<RawRecord> createOutputForSplit(String splitId) {
            return output.createOutputForSplit(splitId);
        }

        @Override
        public void releaseOutputForSplit(String splitId) {
            output.releaseOutputForSplit(splitId);
        }
    }
}
