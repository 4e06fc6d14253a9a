package dev.semsr.jobs.quality;

import dev.semsr.jobs.record.RawRecord;
import dev.semsr.schemas.Recommendation;
import dev.semsr.schemas.SingleObjectCodec;
import dev.semsr.schemas.UndecodableRecordException;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.metrics.Counter;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Turns records into recommendations. What is none is counted and logged: nobody wrote it here. */
final class RecommendationDecoder extends ProcessFunction<RawRecord, Recommendation> {

    private static final long serialVersionUID = 1L;
    private static final Logger LOG = LoggerFactory.getLogger(RecommendationDecoder.class);

    private transient SingleObjectCodec<Recommendation> codec;
    private transient Counter undecodable;

    @Override
    public void open(OpenContext context) {
        codec = SingleObjectCodec.of(Recommendation.class);
        undecodable = getRuntimeContext().getMetricGroup().counter("undecodableRecommendations");
    }

    @Override
    public void processElement(RawRecord record, Context context, Collector<Recommendation> out) {
        if (record.value() == null) {
            undecodable.inc();
            return;
        }
        try {
            out.collect(codec.decode(record.value()));
        } catch (UndecodableRecordException e) {
            undecodable.inc();
            LOG.warn("{} is no recommendation: {}", record.coordinates(), e.getMessage());
        }
    }
}
