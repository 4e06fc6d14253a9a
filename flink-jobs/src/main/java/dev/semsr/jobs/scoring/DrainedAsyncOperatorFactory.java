package dev.semsr.jobs.scoring;

import org.apache.flink.streaming.api.datastream.AsyncDataStream.OutputMode;
import org.apache.flink.streaming.api.functions.async.AsyncFunction;
import org.apache.flink.streaming.api.operators.StreamOperator;
import org.apache.flink.streaming.api.operators.StreamOperatorParameters;
import org.apache.flink.streaming.api.operators.async.AsyncWaitOperator;
import org.apache.flink.streaming.api.operators.async.AsyncWaitOperatorFactory;
import org.apache.flink.streaming.util.retryable.AsyncRetryStrategies;

/**
 * Flink's asynchronous operator in order, but for one thing: before a checkpoint it waits for the
 * requests that are under way, for the timeout at most.
 *
 * <p>Flink's own keeps them in a state without keys, which a start with another parallelism hands
 * to any subtask: answers of one session would come from two subtasks, and out of order. With
 * nothing under way at the barrier there is nothing to hand out.
 *
 * @param <I> requests
 * @param <O> answers
 */
public final class DrainedAsyncOperatorFactory<I, O> extends AsyncWaitOperatorFactory<I, O> {

    private static final long serialVersionUID = 1L;

    private final AsyncFunction<I, O> function;
    private final long timeoutMillis;
    private final int capacity;

    /**
     * Makes operators.
     *
     * @param timeoutMillis after which a request is answered by the function's timeout
     * @param capacity requests under way, at most
     */
    public DrainedAsyncOperatorFactory(
            AsyncFunction<I, O> function, long timeoutMillis, int capacity) {
        super(function, timeoutMillis, capacity, OutputMode.ORDERED);
        this.function = function;
        this.timeoutMillis = timeoutMillis;
        this.capacity = capacity;
    }

    @Override
    @SuppressWarnings("unchecked") // the signature that Flink asks for
    public <T extends StreamOperator<O>> T createStreamOperator(
            StreamOperatorParameters<O> parameters) {
        return (T) new DrainedAsyncOperator<>(this, parameters);
    }

    @Override
    @SuppressWarnings("rawtypes")
    public Class<? extends StreamOperator> getStreamOperatorClass(ClassLoader classLoader) {
        return DrainedAsyncOperator.class;
    }

    private static final class DrainedAsyncOperator<I, O> extends AsyncWaitOperator<I, O> {

        private static final long serialVersionUID = 1L;

        @SuppressWarnings("unchecked")
        DrainedAsyncOperator(
                DrainedAsyncOperatorFactory<I, O> factory, StreamOperatorParameters<O> parameters) {
            super(
                    parameters,
                    factory.function,
                    factory.timeoutMillis,
                    factory.capacity,
                    OutputMode.ORDERED,
                    AsyncRetryStrategies.NO_RETRY_STRATEGY,
                    factory.processingTimeService,
                    parameters.getMailboxExecutor());
        }

        @Override
        public void prepareSnapshotPreBarrier(long checkpointId) throws Exception {
            super.prepareSnapshotPreBarrier(checkpointId);
            endInput(); // waits until nothing is under way, and changes nothing else
        }
    }
}
