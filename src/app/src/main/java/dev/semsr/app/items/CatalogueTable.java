package dev.semsr.app.items;

import dev.semsr.core.refresh.InvalidItemException;
import dev.semsr.core.refresh.ItemValidator;
import dev.semsr.jobs.refresh.RefreshOptions;
import dev.semsr.lab.csv.ProblemKind;
import dev.semsr.lab.csv.ProblemLog;
import dev.semsr.schemas.Item;
import dev.semsr.schemas.SingleObjectCodec;
import dev.semsr.schemas.UndecodableRecordException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * What the records of the items topic leave: of each item the newest state that can be used, as the
 * job that encodes the items has it. A record that cannot be used is noted and changes nothing.
 *
 * <p>It holds the bytes of the newest record of each item, not of those before, and hands items out
 * in the order of their ids: equal topics make equal catalogues.
 */
final class CatalogueTable {

    private final SingleObjectCodec<Item> codec = SingleObjectCodec.of(Item.class);
    private final ItemValidator validator =
            new ItemValidator(RefreshOptions.ITEMS_MAX_ID_LENGTH.defaultValue());
    private final Map<String, byte[]> newest = new TreeMap<>();
    private final ProblemLog problems;
    private long records;
    private long unusable;
    private String firstUnusable;

    /**
     * An empty table.
     *
     * @param problems where records that cannot be used are noted: topic and partition as the file,
     *     the offset as the line
     */
    CatalogueTable(ProblemLog problems) {
        this.problems = problems;
    }

    /** Takes the next record of its partition. */
    void apply(ConsumerRecord<byte[], byte[]> record) {
        records++;
        String key = record.key() == null ? null : new String(record.key(), StandardCharsets.UTF_8);
        try {
            if (record.value() == null) {
                validator.checkId("the key of a record without value", key);
                newest.remove(key);
            } else {
                validator.check(key, codec.decode(record.value()));
                newest.put(key, record.value());
            }
        } catch (UndecodableRecordException e) {
            note(ProblemKind.UNREADABLE_RECORD, record, e);
        } catch (InvalidItemException e) {
            note(ProblemKind.INVALID_ITEM, record, e);
        }
    }

    /** Hands out the items that are wanted. */
    void forEach(Predicate<String> isWanted, Consumer<Item> items) {
        newest.forEach(
                (id, value) -> {
                    if (isWanted.test(id)) {
                        items.accept(decoded(id, value));
                    }
                });
    }

    /** Whether no item is left. */
    boolean isEmpty() {
        return newest.isEmpty();
    }

    /** Records so far, good ones or not. */
    long records() {
        return records;
    }

    /** Why there may be fewer items than one thinks, in a sentence. */
    String losses() {
        return unusable == 0
                ? "Of %,d records the last of each item removes it.".formatted(records)
                : "%,d of %,d records cannot be used, the first is %s"
                        .formatted(unusable, records, firstUnusable);
    }

    private void note(ProblemKind kind, ConsumerRecord<byte[], byte[]> record, Exception reason) {
        String partition = record.topic() + "-" + record.partition();
        if (unusable++ == 0) {
            firstUnusable = partition + ":" + record.offset() + ": " + reason.getMessage();
        }
        problems.add(kind, partition, record.offset(), reason.getMessage());
    }

    private Item decoded(String id, byte[] value) {
        try {
            return codec.decode(value);
        } catch (UndecodableRecordException e) {
            throw new IllegalStateException("Item '" + id + "' could be read before", e);
        }
    }
}
