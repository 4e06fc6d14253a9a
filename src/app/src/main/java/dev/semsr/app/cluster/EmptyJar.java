package dev.semsr.app.cluster;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

/**
 * A jar without classes. Flink's command line wants one, while all classes are in the cluster's
 * class path already.
 */
public final class EmptyJar {

    private EmptyJar() {}

    /** Writes it into a folder. */
    public static Path in(Path folder) {
        Path jar = folder.resolve("job.jar");
        var manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        try (OutputStream file = Files.newOutputStream(jar);
                var empty = new JarOutputStream(file, manifest)) {
            empty.finish();
            return jar;
        } catch (IOException failure) {
            throw new UncheckedIOException("Cannot write " + jar, failure);
        }
    }
}
