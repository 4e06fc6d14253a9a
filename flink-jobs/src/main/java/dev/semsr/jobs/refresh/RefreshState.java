package dev.semsr.jobs.refresh;

import dev.semsr.schemas.RefreshedItem;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.formats.avro.typeutils.AvroTypeInfo;
import org.apache.flink.runtime.state.KeyedStateBackend;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.VoidNamespace;

/** The keyed state of the refresh: the items, and which of them wait for the encoder. */
final class RefreshState {

    /** Name of the items' state: part of every savepoint. */
    static final String ITEMS = "items";

    /** Name of the state of what waits: part of every savepoint. */
    static final String WAITING = "waiting";

    /** Name of the state that says which encoder made the vectors: part of every savepoint. */
    static final String ENCODER = "encoder";

    private final KeyedStateBackend<String> keys;
    private final ValueState<RefreshedItem> items;
    private final ValueState<WaitingItem> waiting;
    private final boolean ofOtherEncoder;
    private long waitingCount;

    RefreshState(
            StateInitializationContext context, KeyedStateBackend<String> keys, String encoderName)
            throws Exception {
        this.keys = keys;
        var store = context.getKeyedStateStore();
        items =
                store.getState(
                        new ValueStateDescriptor<>(ITEMS, new AvroTypeInfo<>(RefreshedItem.class)));
        waiting =
                store.getState(
                        new ValueStateDescriptor<>(WAITING, new AvroTypeInfo<>(WaitingItem.class)));
        ListState<String> encoder =
                context.getOperatorStateStore()
                        .getUnionListState(new ListStateDescriptor<>(ENCODER, Types.STRING));
        boolean differs = false;
        for (String name : encoder.get()) {
            differs |= !name.equals(encoderName);
        }
        ofOtherEncoder = differs;
        encoder.update(List.of(encoderName));
        try (Stream<String> all = waitingKeys()) {
            waitingCount = all.count();
        }
    }

    /** What is done with an item; the item's key is set. */
    @FunctionalInterface
    interface ItemVisitor {
        void visit(String itemId) throws IOException;
    }

    /** What is done with an item that waits. */
    @FunctionalInterface
    interface WaitingVisitor {
        void visit(String itemId, Instant since);
    }

    /** Whether the state was written by a run with another encoder. */
    boolean isOfOtherEncoder() {
        return ofOtherEncoder;
    }

    /** The item of the current key; null if there is none. */
    RefreshedItem item() throws IOException {
        return items.value();
    }

    void remember(RefreshedItem item) throws IOException {
        items.update(item);
    }

    void forget() {
        items.clear();
    }

    /** That and since when the item of the current key waits; null if it does not. */
    WaitingItem waiting() throws IOException {
        return waiting.value();
    }

    /** How many items wait. */
    long waitingCount() {
        return waitingCount;
    }

    /**
     * The item of the current key waits.
     *
     * @param cause the record with its text; null if there is none
     * @param now since when, unless it waits already
     * @return since when it waits
     */
    Instant keepWaiting(ItemChange cause, Instant now) throws IOException {
        WaitingItem before = waiting.value();
        Instant since = before == null ? now : before.getSince();
        WaitingItem.Builder after = WaitingItem.newBuilder().setSince(since);
        if (cause != null) {
            after.setTopic(cause.getTopic())
                    .setPartition(cause.getPartition())
                    .setOffset(cause.getOffset())
                    .setRecord(cause.getRecord());
        }
        waiting.update(after.build());
        waitingCount += before == null ? 1 : 0;
        return since;
    }

    /** The item of the current key waits no longer. */
    void endWaiting() throws IOException {
        if (waiting.value() != null) {
            waiting.clear();
            waitingCount--;
        }
    }

    /** Visits all items of this subtask. */
    void forEachItem(ItemVisitor visitor) throws IOException {
        List<String> ids;
        try (Stream<String> all = keys.getKeys(ITEMS, VoidNamespace.INSTANCE)) {
            ids = all.toList();
        }
        for (String id : ids) {
            keys.setCurrentKey(id);
            visitor.visit(id);
        }
    }

    /**
     * Visits items that wait, the longest waiting of them first.
     *
     * @param limit how many at most
     */
    void forEachWaiting(int limit, WaitingVisitor visitor) throws IOException {
        List<String> ids;
        try (Stream<String> all = waitingKeys()) {
            ids = all.limit(limit).toList();
        }
        record Waiting(String id, Instant since) {}
        List<Waiting> found = new ArrayList<>(ids.size());
        for (String id : ids) {
            keys.setCurrentKey(id);
            found.add(new Waiting(id, waiting.value().getSince()));
        }
        found.sort(Comparator.comparing(Waiting::since));
        found.forEach(item -> visitor.visit(item.id(), item.since()));
    }

    private Stream<String> waitingKeys() {
        return keys.getKeys(WAITING, VoidNamespace.INSTANCE);
    }
}
