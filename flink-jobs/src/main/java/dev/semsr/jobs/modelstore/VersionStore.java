package dev.semsr.jobs.modelstore;

import dev.semsr.jobs.filesystem.RemoteFolder;
import dev.semsr.model.artefact.Artefact;
import dev.semsr.model.artefact.FileModelStore;
import java.nio.file.Path;
import java.util.List;

/** Where versions are read from, for the device of this process. */
public interface VersionStore {

    /**
     * Names of all versions of a model, newest first, intact or not.
     *
     * @throws UnreachableStoreException if the store cannot be read
     */
    List<String> newestFirst(String name);

    /**
     * A version, verified, on a disk of this machine.
     *
     * @throws dev.semsr.model.artefact.NoModelException if it is not there
     * @throws dev.semsr.model.artefact.DamagedArtefactException if a file is missing or altered
     * @throws UnreachableStoreException if the store cannot be read
     */
    Artefact open(String name, String version);

    /**
     * The newest version, or why there is none.
     *
     * @throws dev.semsr.model.artefact.NoModelException if there is none, saying how to make one
     */
    Artefact openLatest(String name);

    /**
     * The store at a place.
     *
     * @param store a folder, or a URI of any file system that Flink can open
     * @param cache folder into which versions are fetched from such a file system
     */
    static VersionStore at(String store, Path cache) {
        return RemoteFolder.isUri(store)
                ? new RemoteModelStore(store, cache)
                : new Folder(new FileModelStore(Path.of(store)));
    }

    /** A folder of this machine. */
    record Folder(FileModelStore models) implements VersionStore {

        @Override
        public List<String> newestFirst(String name) {
            return models.newestFirst(name);
        }

        @Override
        public Artefact open(String name, String version) {
            return models.open(name, version);
        }

        @Override
        public Artefact openLatest(String name) {
            return models.openLatest(name);
        }
    }
}
