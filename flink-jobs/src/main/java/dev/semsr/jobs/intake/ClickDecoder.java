package dev.semsr.jobs.intake;

import dev.semsr.core.session.ClickLimits;
import dev.semsr.core.session.ClickValidator;
import dev.semsr.core.session.InvalidClickException;
import dev.semsr.jobs.deadletter.DeadLetter;
import dev.semsr.jobs.deadletter.DeadLetterFactory;
import dev.semsr.jobs.deadletter.DeadLetterFactory.Stage;
import dev.semsr.jobs.metrics.LabelledCounters;
import dev.semsr.jobs.record.RawRecord;
import dev.semsr.schemas.Click;
import dev.semsr.schemas.UndecodableRecordException;
import java.time.Instant;
import java.util.Locale;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Turns records into valid clicks; what is none goes to {@link #DEAD_LETTERS}. */
public final class ClickDecoder extends ProcessFunction<RawRecord, Click> {

    /** The way out for records that are no valid click. */
    public static final OutputTag<DeadLetter> DEAD_LETTERS =
            new OutputTag<>("dead-letters", TypeInformation.of(DeadLetter.class));

    private static final long serialVersionUID = 1L;
    private static final Logger LOG = LoggerFactory.getLogger(ClickDecoder.class);

    private final ClickLimits limits;
    private final DeadLetterFactory deadLetters;
    private final WriterSchemas writers;

    private transient WriterSchemas.Reader reader;
    private transient ClickValidator validator;
    private transient LabelledCounters refused;

    /**
     * A decoder.
     *
     * @param limits what a valid click looks like
     * @param deadLetters makes the dead letters
     * @param writers where the schemas of writers are found
     */
    public ClickDecoder(ClickLimits limits, DeadLetterFactory deadLetters, WriterSchemas writers) {
        this.limits = limits;
        this.deadLetters = deadLetters;
        this.writers = writers;
    }

    @Override
    public void open(OpenContext context) {
        reader = writers.reader();
        validator = new ClickValidator(limits);
        refused =
                new LabelledCounters(
                        getRuntimeContext().getMetricGroup(), "deadLetters", "stage", "reason");
    }

    @Override
    public void processElement(RawRecord record, Context context, Collector<Click> out) {
        Click click;
        try {
            click = reader.read(value(record));
            validator.check(click, Instant.now());
        } catch (EmptyRecordException e) {
            refuse(record, Stage.DECODE, "empty", e, context);
            return;
        } catch (UndecodableRecordException e) {
            refuse(record, Stage.DECODE, "undecodable", e, context);
            return;
        } catch (InvalidClickException e) {
            String reason = e.reason().name().toLowerCase(Locale.ROOT).replace('_', '-');
            refuse(record, Stage.VALIDATE, reason, e, context);
            return;
        }
        out.collect(click);
    }

    private static byte[] value(RawRecord record) throws EmptyRecordException {
        if (record.value() == null) {
            throw new EmptyRecordException();
        }
        return record.value();
    }

    private void refuse(
            RawRecord record, Stage stage, String reason, Exception cause, Context context) {
        LOG.debug("{}: {}", record.coordinates(), cause.getMessage());
        refused.inc(stage.label(), reason);
        context.output(DEAD_LETTERS, deadLetters.of(record, stage, cause));
    }

    /** A record without a value. */
    private static final class EmptyRecordException extends Exception {

        private static final long serialVersionUID = 1L;

        private EmptyRecordException() {
            super("The record has no value; a click needs one (to forget a session: ERASE)");
        }
    }
}
