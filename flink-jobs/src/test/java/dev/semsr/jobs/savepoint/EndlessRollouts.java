package dev.semsr.jobs.savepoint;

import dev.semsr.jobs.record.RawRecord;
import dev.semsr.jobs.rollout.IssuedRollout;
import dev.semsr.jobs.testing.Records;
import dev.semsr.schemas.ModelRollout;
import dev.semsr.schemas.SingleObjectCodec;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.api.connector.source.util.ratelimit.RateLimiterStrategy;
import org.apache.flink.connector.datagen.source.DataGeneratorSource;
import org.apache.flink.connector.datagen.source.GeneratorFunction;

/** The same rollout now and then, without end: as a topic, this source never finishes. */
final class EndlessRollouts implements GeneratorFunction<Long, RawRecord> {

    private static final long serialVersionUID = 1L;
    private static final double PER_SECOND = 5;

    private final long offset;
    private final byte[] rollout;

    private EndlessRollouts(long offset, byte[] rollout) {
        this.offset = offset;
        this.rollout = rollout;
    }

    @Override
    public RawRecord map(Long number) {
        return Records.record(offset, rollout);
    }

    /** A source of this rollout, which remembers where it is. */
    static Source<RawRecord, ?, ?> source(IssuedRollout issued) {
        byte[] bytes = SingleObjectCodec.of(ModelRollout.class).encode(issued.rollout());
        return new DataGeneratorSource<>(
                new EndlessRollouts(issued.offset(), bytes),
                Long.MAX_VALUE,
                RateLimiterStrategy.perSecond(PER_SECOND),
                TypeInformation.of(RawRecord.class));
    }
}
