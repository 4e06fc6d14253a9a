package dev.semsr.model.device;

import dev.semsr.core.fallback.PopularItem;
import dev.semsr.core.scoring.ScoredItem;
import dev.semsr.core.scoring.Scorer;
import dev.semsr.model.artefact.Artefact;
import dev.semsr.model.artefact.Manifest;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/** A model version on the device. Its item tables are variables of the SavedModel. Thread-safe. */
public final class DeviceScorer implements Scorer {

    private final Artefact artefact;

    private DeviceScorer(Artefact artefact) {
        this.artefact = artefact;
    }

    /**
     * Verifies, loads and warms up a model version.
     *
     * @param folder the version's folder
     * @throws dev.semsr.model.artefact.DamagedArtefactException if a file is missing or altered
     */
    public static DeviceScorer load(Path folder) {
        return load(Artefact.open(folder));
    }

    /** Loads and warms up a verified model version. */
    public static DeviceScorer load(Artefact artefact) {
        return new DeviceScorer(artefact);
    }

    /** What the model is. */
    public Manifest manifest() {
        return artefact.manifest();
    }

    /** Items by clicks, most clicked first, as the artefact's {@code fallback/} has them. */
    public List<PopularItem> popular() {
        return artefact.popular();
    }

    @Override
    public String version() {
        return manifest().modelVersion();
    }

    @Override
    public String variant() {
        return manifest().fullVariant();
    }

    @Override
    public Set<String> items() {
        throw new UnsupportedOperationException("coming");
    }

    @Override
    public List<List<ScoredItem>> recommend(List<List<String>> sessions, int k) {
        throw new UnsupportedOperationException("coming");
    }

    /**
     * Adds items or changes their text; they can be recommended by the next {@link #recommend}. A
     * retired item comes back. A model without text only brings back items that it was trained on.
     *
     * @return how many were taken; the others found no room or are unknown to a model without text
     * @throws IllegalArgumentException if a vector has another width than the model's encoder
     */
    public int upsert(List<ItemText> items) {
        throw new UnsupportedOperationException("coming");
    }

    /** Items that are gone: no longer recommended, though sessions may still contain them. */
    public void retire(Collection<String> itemIds) {
        throw new UnsupportedOperationException("coming");
    }

    @Override
    public void close() {}
}
