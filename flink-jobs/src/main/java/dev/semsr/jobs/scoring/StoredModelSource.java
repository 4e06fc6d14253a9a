package dev.semsr.jobs.scoring;

import dev.semsr.jobs.modelstore.VersionStore;
import dev.semsr.model.artefact.Artefact;
import dev.semsr.model.artefact.DamagedArtefactException;
import dev.semsr.model.device.DeviceScorer;
import dev.semsr.model.device.TensorFlowNatives;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A model in a model store.
 *
 * @param store folder of the store, or URI of any file system that Flink can open
 * @param name name of the model
 * @param version version to load; {@value #LATEST} for the newest that is intact
 * @param cache folder of this machine into which versions are fetched from a URI
 */
public record StoredModelSource(String store, String name, String version, String cache)
        implements ModelSource {

    /** Stands for the newest version that is intact. */
    public static final String LATEST = "latest";

    private static final long serialVersionUID = 1L;
    private static final Logger LOG = LoggerFactory.getLogger(StoredModelSource.class);

    /** A model in a folder, or fetched from a URI into the folder for temporary files. */
    public StoredModelSource(String store, String name, String version) {
        this(
                store,
                name,
                version,
                Path.of(System.getProperty("java.io.tmpdir"), "semsr-models").toString());
    }

    @Override
    public LoadedModel load() {
        DeviceScorer scorer = loadScorer();
        return new LoadedModel(scorer, scorer.fallback());
    }

    @Override
    public StoredModelSource withVersion(String other) {
        return new StoredModelSource(store, name, other, cache);
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
     * @throws dev.semsr.jobs.modelstore.UnreachableStoreException if the store cannot be read
     */
    public Artefact artefact() {
        VersionStore models = VersionStore.at(store, Path.of(cache));
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
