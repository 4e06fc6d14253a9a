package dev.semsr.jobs.modelstore;

import dev.semsr.jobs.filesystem.RemoteFolder;
import dev.semsr.model.artefact.Artefact;
import dev.semsr.model.artefact.DamagedArtefactException;
import dev.semsr.model.artefact.FileModelStore;
import dev.semsr.model.artefact.Manifest;
import dev.semsr.model.artefact.NoModelException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.flink.core.fs.FileStatus;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Model versions in any file system that Flink can open, laid out as in a folder. A version is
 * fetched into a folder of this machine, verified there, and used from there; a version never
 * changes, so it is fetched once.
 *
 * <p>A version is there when its manifest is: whoever writes one writes the manifest last.
 */
public final class RemoteModelStore implements VersionStore {

    private static final Logger LOG = LoggerFactory.getLogger(RemoteModelStore.class);
    private static final String MANIFEST = "/" + RemoteVersion.MANIFEST;

    private final RemoteFolder root;
    private final Path cache;

    /**
     * A store.
     *
     * @param root its URI
     * @param cache folder for fetched versions of all stores
     */
    public RemoteModelStore(String root, Path cache) {
        this.root = new RemoteFolder(root);
        this.cache = cache.resolve(folderName(this.root.address()));
    }

    /** Readable, and another one for each store. */
    private static String folderName(String root) {
        return root.replaceAll("[^A-Za-z0-9]+", "-") + "-" + Integer.toHexString(root.hashCode());
    }

    /** By the time of their manifests; a version whose manifest is not there yet is left out. */
    @Override
    public List<String> newestFirst(String name) {
        List<Written> versions = new ArrayList<>();
        try {
            for (FileStatus folder : root.list(requirePlain(name)).orElse(List.of())) {
                String version = folder.getPath().getName();
                if (folder.isDir() && !version.startsWith(".") && hasManifest(name, version)) {
                    versions.add(new Written(version, manifestTime(name, version)));
                }
            }
        } catch (IOException e) {
            throw unreachable("cannot list the versions of " + name, e);
        }
        return versions.stream()
                .sorted(
                        Comparator.comparingLong(Written::time)
                                .thenComparing(Written::version)
                                .reversed())
                .map(Written::version)
                .toList();
    }

    @Override
    public Artefact open(String name, String version) {
        Path folder = cache.resolve(requirePlain(name)).resolve(requirePlain(version));
        if (Files.isDirectory(folder)) {
            try {
                return Artefact.open(folder);
            } catch (DamagedArtefactException e) {
                LOG.warn("The fetched copy is fetched again. {}", e.getMessage());
                new FileModelStore(cache).delete(name, version);
            }
        }
        fetch(name, version, folder);
        return Artefact.open(folder);
    }

    @Override
    public Artefact openLatest(String name) {
        return open(
                name,
                newestFirst(name).stream()
                        .findFirst()
                        .orElseThrow(
                                () ->
                                        new NoModelException(
                                                "There is no model '%s' in the model store %s. Publish one with './semsr publish' and copy it there with './semsr models upload'."
                                                        .formatted(name, root.address()))));
    }

    /**
     * Copies a version here, its manifest last: until then it is not there for anybody.
     *
     * @return its address
     * @throws IllegalStateException if it is there already
     * @throws UnreachableStoreException if the store cannot be written
     */
    public String upload(Artefact artefact) {
        Manifest manifest = artefact.manifest();
        String remote = address(requirePlain(manifest.name()), requirePlain(manifest.version()));
        try {
            if (hasManifest(manifest.name(), manifest.version())) {
                throw new IllegalStateException(
                        "Version %s is already in the model store %s and versions never change. Publish under another version."
                                .formatted(manifest.modelVersion(), root.address()));
            }
            new RemoteVersion(root.fileSystem(), remote).writeFrom(artefact);
        } catch (IOException e) {
            throw unreachable("cannot write " + manifest.modelVersion(), e);
        }
        return remote;
    }

    private record Written(String version, long time) {}

    private void fetch(String name, String version, Path folder) {
        try {
            if (!hasManifest(name, version)) {
                throw new NoModelException(
                        "Model '%s' has no version '%s' in the model store %s, or its manifest is not written yet. Versions there: %s."
                                .formatted(
                                        name,
                                        version,
                                        root.address(),
                                        String.join(", ", newestFirst(name))));
            }
            new RemoteVersion(root.fileSystem(), address(name, version)).fetchTo(folder);
        } catch (IOException e) {
            throw unreachable("cannot fetch " + name + "/" + version, e);
        }
    }

    private boolean hasManifest(String name, String version) throws IOException {
        return root.fileSystem().exists(root.path(name + "/" + version + MANIFEST));
    }

    private long manifestTime(String name, String version) throws IOException {
        return root.fileSystem()
                .getFileStatus(root.path(name + "/" + version + MANIFEST))
                .getModificationTime();
    }

    private UnreachableStoreException unreachable(String what, IOException cause) {
        return new UnreachableStoreException(root.address(), what, cause);
    }

    private String address(String name, String version) {
        return root.address() + "/" + name + "/" + version;
    }

    private static String requirePlain(String name) {
        if (!name.matches("[A-Za-z0-9][A-Za-z0-9._-]*")) {
            throw new IllegalArgumentException(
                    "'"
                            + name
                            + "' is no name of a model or version: letters, digits, '.', '_' and '-'"
                            + " are allowed");
        }
        return name;
    }
}
