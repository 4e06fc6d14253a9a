package dev.semsr.jobs.catalog;

import dev.semsr.schemas.ItemVector;
import dev.semsr.schemas.SingleObjectCodec;
import dev.semsr.schemas.UndecodableRecordException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The changes in a batch of records of the item-vectors topic; of each item the last one counts.
 */
final class CatalogChanges {

    private static final Logger LOG = LoggerFactory.getLogger(CatalogChanges.class);
    private static final SingleObjectCodec<ItemVector> CODEC =
            SingleObjectCodec.of(ItemVector.class);

    /** By item; empty: gone. */
    private final Map<String, Optional<ItemVector>> changes = new LinkedHashMap<>();

    /** Adds a record. One that cannot be read is logged and left out: the item stays as it is. */
    void add(ConsumerRecord<byte[], byte[]> record) {
        if (record.value() == null) {
            if (record.key() != null) {
                changes.put(new String(record.key(), StandardCharsets.UTF_8), Optional.empty());
            }
            return;
        }
        try {
            ItemVector item = CODEC.decode(record.value());
            changes.put(item.getItemId(), Optional.of(item).filter(ItemVector::getAvailable));
        } catch (UndecodableRecordException e) {
            LOG.error(
                    "Item vector {}-{}@{} is left out: {}",
                    record.topic(),
                    record.partition(),
                    record.offset(),
                    e.getMessage());
        }
    }

    /** Brings the changes to a target. */
    void applyTo(CatalogTarget target) {
        List<ItemVector> present = new ArrayList<>();
        List<String> gone = new ArrayList<>();
        changes.forEach((id, item) -> item.ifPresentOrElse(present::add, () -> gone.add(id)));
        if (!gone.isEmpty()) {
            target.retire(gone);
        }
        if (!present.isEmpty()) {
            target.upsert(present);
        }
    }
}
