package dev.semsr.jobs.scoring;

import static java.util.stream.Collectors.partitioningBy;

import dev.semsr.core.catalog.ItemAttributes;
import dev.semsr.jobs.catalog.CatalogTarget;
import dev.semsr.model.artefact.Manifest;
import dev.semsr.model.device.DeviceScorer;
import dev.semsr.model.device.ItemText;
import dev.semsr.schemas.ItemVector;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Brings changes of the catalogue onto the device. */
final class DeviceCatalog implements CatalogTarget {

    private static final Logger LOG = LoggerFactory.getLogger(DeviceCatalog.class);

    private final DeviceScorer scorer;
    private final String encoder;
    private final LongAdder refused = new LongAdder();
    private volatile boolean anyFits;
    private volatile String stranger;
    private final LogThrottle mismatches = new LogThrottle(Duration.ofSeconds(30));

    DeviceCatalog(DeviceScorer scorer) {
        this.scorer = scorer;
        this.encoder = scorer.manifest().encoder() + ":" + scorer.manifest().template();
    }

    @Override
    public void upsert(List<ItemVector> items) {
        for (ItemVector item : items) {
            scorer.catalogue().put(item.getItemId(), ItemAttributes.of(item));
        }
        Map<Boolean, List<ItemVector>> byVector =
                items.stream().collect(partitioningBy(item -> !lacksText(item) && fits(item)));
        scorer.restore(byVector.get(false).stream().map(ItemVector::getItemId).toList());
        List<ItemText> fitting = byVector.get(true).stream().map(DeviceCatalog::itemText).toList();
        if (!fitting.isEmpty()) {
            scorer.upsert(fitting);
        }
    }

    @Override
    public void retire(Collection<String> itemIds) {
        itemIds.forEach(scorer.catalogue()::withdraw); // first: what is ranked now looks here
        scorer.retire(itemIds);
    }

    /** Why no item of the catalogue says anything to the model; empty as soon as one does. */
    Optional<String> mismatch() {
        String other = stranger;
        return anyFits || other == null
                ? Optional.empty()
                : Optional.of(
                        ("No vector of the catalogue fits %s: they are of encoder %s, the model"
                                        + " needs '%s' (%d wide). Encode the catalogue with the"
                                        + " model's encoder, or roll out a model of the"
                                        + " catalogue's.")
                                .formatted(
                                        scorer.version(),
                                        other,
                                        encoder,
                                        scorer.manifest().textWidth()));
    }

    /** How many vectors of other encoders came. */
    long refused() {
        return refused.sum();
    }

    /** An item without text: the model has it only if it was trained on it. */
    private boolean lacksText(ItemVector item) {
        return scorer.manifest().usesText() && item.getVector().isEmpty();
    }

    private boolean fits(ItemVector item) {
        boolean fits = speaksTheSame(item);
        if (fits) {
            anyFits = true;
        } else {
            refused.increment();
            stranger = "'%s' (%d wide)".formatted(item.getTextEncoder(), item.getVector().size());
        }
        return fits;
    }

    /** Vectors of another encoder say nothing to the model. */
    private boolean speaksTheSame(ItemVector item) {
        Manifest manifest = scorer.manifest();
        boolean fits =
                !manifest.usesText()
                        || (item.getTextEncoder().equals(encoder)
                                && item.getVector().size() == manifest.textWidth());
        if (!fits && mismatches.opens()) {
            LOG.error(
                    "Item {} has a vector of encoder '{}' ({} wide); model {} needs '{}' ({} wide)."
                            + " Such items stay as the model has them ({} so far); encode the"
                            + " catalogue with the model's encoder. Logged at most every 30 s.",
                    item.getItemId(),
                    item.getTextEncoder(),
                    item.getVector().size(),
                    scorer.version(),
                    encoder,
                    manifest.textWidth(),
                    refused.sum() + 1);
        }
        return fits;
    }

    private static ItemText itemText(ItemVector item) {
        List<Float> vector = item.getVector();
        float[] values = new float[vector.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = vector.get(i);
        }
        return new ItemText(item.getItemId(), values);
    }
}
