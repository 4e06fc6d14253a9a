package dev.semsr.jobs.intake;

import dev.semsr.jobs.record.RawRecord;
import dev.semsr.schemas.Action;
import dev.semsr.schemas.Click;
import dev.semsr.schemas.UndecodableRecordException;
import org.apache.flink.api.common.eventtime.TimestampAssigner;
import org.apache.flink.api.common.eventtime.TimestampAssignerSupplier;

/**
 * The event times of clicks, taken where partitions are still apart: while old clicks are caught up
 * with, the partition that is read fastest must not end the sessions of the others.
 *
 * <p>A clock that runs ahead does not move event time beyond now, and neither does a record that is
 * no click, or one whose time is not checked.
 */
public final class ClickTimes implements TimestampAssignerSupplier<RawRecord> {

    private static final long serialVersionUID = 1L;

    /** Lies before every watermark, so it moves none. */
    private static final long NO_TIME = Long.MIN_VALUE;

    private final WriterSchemas writers;

    /**
     * Times of clicks.
     *
     * @param writers where the schemas of writers are found
     */
    public ClickTimes(WriterSchemas writers) {
        this.writers = writers;
    }

    @Override
    public TimestampAssigner<RawRecord> createTimestampAssigner(Context context) {
        WriterSchemas.Reader reader = writers.reader();
        return (record, brokerTime) -> time(reader, record);
    }

    private static long time(WriterSchemas.Reader reader, RawRecord record) {
        if (record.value() == null) {
            return NO_TIME;
        }
        try {
            Click click = reader.read(record.value());
            return click.getAction() == Action.ERASE
                    ? NO_TIME
                    : Math.min(click.getEventTime().toEpochMilli(), System.currentTimeMillis());
        } catch (UndecodableRecordException e) {
            return NO_TIME; // the decoder will refuse it and say why
        }
    }
}
