package dev.semsr.jobs.quality;

import dev.semsr.jobs.record.RawRecord;
import dev.semsr.schemas.Recommendation;
import dev.semsr.schemas.SingleObjectCodec;
import dev.semsr.schemas.UndecodableRecordException;
import org.apache.flink.api.common.eventtime.TimestampAssigner;
import org.apache.flink.api.common.eventtime.TimestampAssignerSupplier;

/** The times of recommendations: those of the clicks that they answer. */
final class RecommendationTimes implements TimestampAssignerSupplier<RawRecord> {

    private static final long serialVersionUID = 1L;

    /** Lies before every watermark, so it moves none. */
    private static final long NO_TIME = Long.MIN_VALUE;

    @Override
    public TimestampAssigner<RawRecord> createTimestampAssigner(Context context) {
        SingleObjectCodec<Recommendation> codec = SingleObjectCodec.of(Recommendation.class);
        return (record, brokerTime) -> time(codec, record);
    }

    private static long time(SingleObjectCodec<Recommendation> codec, RawRecord record) {
        if (record.value() == null) {
            return NO_TIME;
        }
        try {
            long time = codec.decode(record.value()).getClickTime().toEpochMilli();
            return Math.min(time, System.currentTimeMillis());
        } catch (UndecodableRecordException e) {
            return NO_TIME; // the decoder counts it
        }
    }
}
