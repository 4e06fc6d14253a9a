package dev.semsr.jobs.rollout;

import dev.semsr.core.rollout.InvalidRolloutException;
import dev.semsr.core.rollout.Rollout;
import dev.semsr.jobs.deadletter.DeadLetter;
import dev.semsr.jobs.deadletter.DeadLetterFactory;
import dev.semsr.jobs.deadletter.DeadLetterFactory.Stage;
import dev.semsr.jobs.record.RawRecord;
import dev.semsr.schemas.ModelRollout;
import dev.semsr.schemas.SingleObjectCodec;
import dev.semsr.schemas.UndecodableRecordException;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.metrics.Counter;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Turns records into rollouts. What cannot be followed goes to {@link #DEAD_LETTERS}: it changes
 * nothing.
 */
public final class RolloutDecoder extends ProcessFunction<RawRecord, IssuedRollout> {

    /** The way out for records that are no rollout. */
    public static final OutputTag<DeadLetter> DEAD_LETTERS =
            new OutputTag<>("dead-letters", TypeInformation.of(DeadLetter.class));

    private static final long serialVersionUID = 1L;
    private static final Logger LOG = LoggerFactory.getLogger(RolloutDecoder.class);

    private final String scope;
    private final DeadLetterFactory deadLetters;
    private transient SingleObjectCodec<ModelRollout> codec;
    private transient Counter refused;

    /**
     * A decoder.
     *
     * @param scope name of the model; rollouts of others are left out; null for those of all
     * @param deadLetters makes the dead letters
     */
    public RolloutDecoder(String scope, DeadLetterFactory deadLetters) {
        this.scope = scope;
        this.deadLetters = deadLetters;
    }

    @Override
    public void open(OpenContext context) {
        codec = SingleObjectCodec.of(ModelRollout.class);
        refused = getRuntimeContext().getMetricGroup().counter("invalidRollouts");
    }

    /** A tombstone changes nothing while the job runs; the next start finds no rollout. */
    @Override
    public void processElement(RawRecord record, Context context, Collector<IssuedRollout> out) {
        if (record.value() == null) {
            return;
        }
        try {
            ModelRollout rollout = codec.decode(record.value());
            if (scope == null || rollout.getScope().equals(scope)) {
                Rollout.of(rollout);
                out.collect(new IssuedRollout(record.offset(), rollout));
            }
        } catch (UndecodableRecordException e) {
            refuse(record, Stage.DECODE, e, context);
        } catch (InvalidRolloutException e) {
            refuse(record, Stage.VALIDATE, e, context);
        }
    }

    private void refuse(RawRecord record, Stage stage, Exception cause, Context context) {
        LOG.error("Rollout {} is not followed: {}", record.coordinates(), cause.getMessage());
        refused.inc();
        context.output(DEAD_LETTERS, deadLetters.of(record, stage, cause));
    }
}
