package dev.semsr.jobs.modelstore;

import dev.semsr.model.artefact.Artefact;
import dev.semsr.model.artefact.DamagedArtefactException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.fs.FileSystem.WriteMode;
import org.apache.flink.util.FileUtils;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One version in a file system of Flink.
 *
 * @param files the file system
 * @param folder the version's folder there, as a URI
 */
record RemoteVersion(FileSystem files, String folder) {

    /** The file that says that a version is there. */
    static final String MANIFEST = "manifest.json";

    private static final Logger LOG = LoggerFactory.getLogger(RemoteVersion.class);

    /**
     * Fetches it. It is verified first and appears whole or not at all.
     *
     * @param target a folder of this machine
     * @throws DamagedArtefactException if a file is missing or altered
     */
    void fetchTo(Path target) throws IOException {
        Files.createDirectories(target.getParent());
        Path aside = Files.createTempDirectory(target.getParent(), ".fetching-");
        try {
            copy(MANIFEST, aside);
            for (String file : Artefact.readManifest(aside).files().keySet()) {
                copy(file, aside);
            }
            Artefact.open(aside); // verified before anybody can see it
            move(aside, target);
        } finally {
            FileUtils.deleteDirectory(aside.toFile());
        }
        LOG.info("{} is fetched to {}", folder, target);
    }

    /** Writes a version of this machine, its manifest last. */
    void writeFrom(Artefact artefact) throws IOException {
        for (String file : artefact.manifest().files().keySet()) {
            write(artefact.folder(), file);
        }
        write(artefact.folder(), MANIFEST);
    }

    private void write(Path from, String file) throws IOException {
        try (OutputStream out = files.create(remote(file), WriteMode.OVERWRITE)) {
            Files.copy(from.resolve(file), out);
        }
    }

    private void copy(String file, Path aside) throws IOException {
        Path target = aside.resolve(file).normalize();
        if (!target.startsWith(aside)) {
            throw new DamagedArtefactException(target, "lies outside of its version");
        }
        Files.createDirectories(target.getParent());
        try (InputStream in = files.open(remote(file))) {
            Files.copy(in, target);
        } catch (FileNotFoundException e) {
            throw new DamagedArtefactException(
                    Path.of(file), "is named in the manifest, but missing in " + folder, e);
        }
    }

    private org.apache.flink.core.fs.Path remote(String file) {
        return new org.apache.flink.core.fs.Path(folder + "/" + file);
    }

    /** Another process of this machine may have been faster. */
    private static void move(Path aside, Path target) throws IOException {
        try {
            Files.move(aside, target, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            if (!Files.isDirectory(target)) {
                throw e;
            }
        }
    }
}
