package dev.semsr.jobs.scoring;

import dev.semsr.model.artefact.Artefact;
import dev.semsr.model.artefact.DamagedArtefactException;
import dev.semsr.model.artefact.FileModelStore;
import dev.semsr.model.device.DeviceScorer;
import dev.semsr.model.device.TensorFlowNatives;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A model in a model store.
 *
 * @param store folder of the store
 * @param name name of the model
 * @param version version to load; {@value #LATEST} for the newest that is intact
 */
public record StoredModelSource(String store, String name, String version) implements ModelSource {

    /** Stands for the newest version that is intact. */
    public static final String LATEST = "latest";

    private static final long serialVersionUID = 1L;
    private static final Logger LOG = LoggerFactory.getLogger(StoredModelSource.class);

    @Override
    public LoadedModel load() {
        DeviceScorer scorer = loadScorer();
        return new LoadedModel(scorer, scorer.fallback());
    }

    @Override
    public StoredModelSource withVersion(String other) {
        return new StoredModelSource(store, name, other);
    }

    /** The model on the device. */
    DeviceScorer loadScorer() {
        Artefact artefact = artefact(); // first: without one the natives are not needed
        TensorFlowNatives.load();
        return DeviceScorer.load(artefact);
    }

    /**
     * The artefact to load, verified. A damaged newest version is passed over for the next older
     * one that is intact; the log says so.
     *
     * @throws dev.semsr.model.artefact.NoModelException if there is none
     * @throws DamagedArtefactException if there is none that is intact
     */
    public Artefact artefact() {
        FileModelStore models = new FileModelStore(Path.of(store));
        if (!version.equals(LATEST)) {
            return models.open(name, version);
        }
        DamagedArtefactException newest = null;
        for (String candidate : models.newestFirst(name)) {
            try {
                Artefact artefact = models.open(name, candidate);
                if (newest != null) {
                    LOG.error(
                            "{} The older version {} of model {} is used instead.",
                            newest.getMessage(),
                            candidate,
                            name);
                }
                return artefact;
            } catch (DamagedArtefactException e) {
                newest = newest == null ? e : newest;
            }
        }
        if (newest != null) {
            throw newest;
        }
        return models.openLatest(name);
    }
}
