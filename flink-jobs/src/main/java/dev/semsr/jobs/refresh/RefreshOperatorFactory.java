package dev.semsr.jobs.refresh;

import dev.semsr.jobs.encoding.EncoderSource;
import dev.semsr.jobs.record.ItemVectorChange;
import org.apache.flink.streaming.api.operators.AbstractStreamOperatorFactory;
import org.apache.flink.streaming.api.operators.OneInputStreamOperatorFactory;
import org.apache.flink.streaming.api.operators.StreamOperator;
import org.apache.flink.streaming.api.operators.StreamOperatorParameters;

/** Makes the operator that keeps the items; it needs the task's mailbox for what is encoded. */
public final class RefreshOperatorFactory extends AbstractStreamOperatorFactory<ItemVectorChange>
        implements OneInputStreamOperatorFactory<ItemChange, ItemVectorChange> {

    private static final long serialVersionUID = 1L;

    private final EncoderSource encoder;
    private final RefreshSettings settings;

    /**
     * A factory.
     *
     * @param encoder where the encoder comes from
     * @param settings what the operator does
     */
    public RefreshOperatorFactory(EncoderSource encoder, RefreshSettings settings) {
        this.encoder = encoder;
        this.settings = settings;
    }

    @Override
    @SuppressWarnings("unchecked") // the only operator that it makes
    public <T extends StreamOperator<ItemVectorChange>> T createStreamOperator(
            StreamOperatorParameters<ItemVectorChange> parameters) {
        return (T) new RefreshOperator(parameters, encoder, settings);
    }

    @Override
    @SuppressWarnings("rawtypes") // Flink's signature
    public Class<? extends StreamOperator> getStreamOperatorClass(ClassLoader classLoader) {
        return RefreshOperator.class;
    }
}
