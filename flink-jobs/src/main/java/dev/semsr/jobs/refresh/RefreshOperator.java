package dev.semsr.jobs.refresh;

import dev.semsr.core.refresh.ItemAttributes;
import dev.semsr.core.refresh.RefreshRules;
import dev.semsr.core.refresh.RefreshStep;
import dev.semsr.jobs.deadletter.DeadLetterFactory;
import dev.semsr.jobs.deadletter.DeadLetterFactory.Stage;
import dev.semsr.jobs.encoding.EncoderHost;
import dev.semsr.jobs.encoding.EncoderLease;
import dev.semsr.jobs.encoding.EncoderSource;
import dev.semsr.jobs.record.ItemVectorChange;
import dev.semsr.jobs.record.RawRecord;
import dev.semsr.schemas.RefreshedItem;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.RejectedExecutionException;
import org.apache.flink.api.common.operators.MailboxExecutor;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.BoundedOneInput;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.operators.StreamOperatorParameters;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/**
 * Keeps the items: applies the {@link RefreshRules} to keyed state and has texts encoded beside the
 * stream. It never waits for the encoder, so that attributes and removals pass at once; a text that
 * waits stands in the state, so that it is encoded after a restart as well.
 *
 * <p>An asynchronous function would not do: its queue is full when the encoder is away, and then
 * nothing passes. Here the encoder's answers come back through the task's mailbox, in the same
 * thread and with the same state as the changes.
 */
final class RefreshOperator extends AbstractStreamOperator<ItemVectorChange>
        implements OneInputStreamOperator<ItemChange, ItemVectorChange>, BoundedOneInput {

    private static final long serialVersionUID = 1L;

    private final EncoderSource encoder;
    private final RefreshSettings settings;
    private final transient MailboxExecutor mailbox;

    private transient EncoderLease lease;
    private transient RefreshRules rules;
    private transient RefreshState state;
    private transient EncodingQueue queue;
    private transient RefreshMetrics measured;
    private transient DeadLetterFactory deadLetters;

    RefreshOperator(
            StreamOperatorParameters<ItemVectorChange> parameters,
            EncoderSource encoder,
            RefreshSettings settings) {
        super(parameters);
        this.encoder = encoder;
        this.settings = settings;
        this.mailbox = parameters.getMailboxExecutor();
    }

    @Override
    public void initializeState(StateInitializationContext context) throws Exception {
        super.initializeState(context);
        lease = EncoderHost.acquire(encoder, settings.encoding());
        lease.registerMetrics(getMetricGroup());
        String encoderName = lease.encoderName() + ":" + settings.template();
        rules = new RefreshRules(encoderName);
        state = new RefreshState(context, this.<String>getKeyedStateBackend(), encoderName);
        queue = new EncodingQueue(settings.maxQueued(), settings.maxAtEncoder());
        measured = new RefreshMetrics(getMetricGroup());
        deadLetters = new DeadLetterFactory(settings.deadLetterBytes());
    }

    @Override
    public void open() throws Exception {
        super.open();
        if (state.isOfOtherEncoder()) {
            state.forEachItem(this::review);
        }
        fillQueue();
        askEncoder();
    }

    @Override
    public void processElement(StreamRecord<ItemChange> element) throws Exception {
        ItemChange change = element.getValue();
        measured.item();
        if (change.getGone()) {
            remove(change.getItemId());
        } else {
            publish(change);
        }
        askEncoder();
    }

    /** A bounded job ends when everything is encoded. */
    @Override
    public void endInput() throws Exception {
        while (state.waitingCount() > 0) {
            mailbox.yield();
        }
    }

    @Override
    public void close() throws Exception {
        if (lease != null) {
            lease.close();
        }
        super.close();
    }

    /** What this subtask measures. */
    RefreshMetrics measured() {
        return measured;
    }

    private void remove(String itemId) throws IOException {
        measured.gone();
        state.forget();
        endWaiting(itemId);
        output.collect(new StreamRecord<>(new ItemVectorChange(itemId, null)));
    }

    private void publish(ItemChange change) throws IOException {
        String itemId = change.getItemId();
        RefreshedItem before = state.item();
        RefreshStep step =
                rules.published(
                        itemId,
                        before,
                        change.getText(),
                        new ItemAttributes(
                                change.getCategories(),
                                change.getBrand(),
                                change.getPrice(),
                                change.getAvailable(),
                                change.getAttributes()));
        if (!step.waits() && before != null) {
            measured.cacheHit();
        }
        if (step.published() == null && !step.waits()) {
            measured.unchanged();
        }
        apply(itemId, step, change);
    }

    private void review(String itemId) throws IOException {
        apply(itemId, rules.reviewed(itemId, state.item()), null);
    }

    /**
     * @param cause the change that made the step; null if none did
     */
    private void apply(String itemId, RefreshStep step, ItemChange cause) throws IOException {
        state.remember(step.state());
        if (step.published() != null) {
            output.collect(new StreamRecord<>(new ItemVectorChange(itemId, step.published())));
        }
        if (step.waits()) {
            queue.add(itemId, state.keepWaiting(cause, now()));
        } else {
            endWaiting(itemId);
        }
    }

    private Instant now() {
        return Instant.ofEpochMilli(getProcessingTimeService().getCurrentProcessingTime());
    }

    private void endWaiting(String itemId) throws IOException {
        state.endWaiting();
        queue.remove(itemId);
    }

    private void askEncoder() throws IOException {
        if (queue.wantsRefill()) {
            fillQueue();
        }
        for (String itemId = queue.next(); itemId != null; itemId = queue.next()) {
            setCurrentKey(itemId);
            RefreshedItem item = state.item();
            ask(itemId, item.getText(), item.getTextHash());
        }
        measured.waiting(state.waitingCount(), queue.oldest());
    }

    private void ask(String itemId, String text, String textHash) {
        var unused = // every way ends in the mailbox
                lease.encode(text)
                        .whenComplete(
                                (vector, failure) -> answer(itemId, textHash, vector, failure));
    }

    /** In a thread of the encoder. */
    private void answer(String itemId, String textHash, float[] vector, Throwable failure) {
        if (failure instanceof CancellationException) {
            return; // the job ends; the text waits in the state
        }
        try {
            mailbox.execute(
                    () -> answered(itemId, textHash, vector, failure), "vector of %s", itemId);
        } catch (RejectedExecutionException e) {
            LOG.debug("A vector came after the end; its text waits in the state", e);
        }
    }

    private void answered(String itemId, String textHash, float[] vector, Throwable failure)
            throws IOException {
        queue.answered(itemId);
        setCurrentKey(itemId);
        RefreshedItem item = state.item();
        RefreshStep step =
                failure == null
                        ? rules.encoded(itemId, item, textHash, list(vector))
                        : rules.refused(itemId, item, textHash);
        if (step == null) {
            measured.outdated();
            if (state.waiting() != null) { // for a newer text
                queue.add(itemId, state.waiting().getSince());
            }
        } else {
            count(failure);
            apply(itemId, step, null);
        }
        askEncoder();
    }

    private void count(Throwable failure) throws IOException {
        if (failure == null) {
            measured.encoded();
            return;
        }
        measured.refused();
        WaitingItem refused = state.waiting();
        LOG.warn("{}: {}", getCurrentKey(), failure.getMessage());
        if (refused != null && !refused.getTopic().isEmpty()) {
            output.collect(
                    ItemDecoder.DEAD_LETTERS,
                    new StreamRecord<>(deadLetters.of(record(refused), Stage.ENCODE, failure)));
        }
    }

    private RawRecord record(WaitingItem item) {
        byte[] value = new byte[item.getRecord().remaining()];
        item.getRecord().duplicate().get(value);
        return new RawRecord(
                item.getTopic(),
                item.getPartition(),
                item.getOffset(),
                getCurrentKey().toString().getBytes(StandardCharsets.UTF_8),
                value,
                List.of());
    }

    private void fillQueue() throws IOException {
        queue.refill(state.waitingCount());
        state.forEachWaiting(queue.room(), queue::add);
    }

    private static List<Float> list(float[] vector) {
        List<Float> list = new ArrayList<>(vector.length);
        for (float value : vector) {
            list.add(value);
        }
        return list;
    }
}
