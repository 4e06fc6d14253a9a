package dev.semsr.app.soak;

import dev.semsr.jobs.recommend.RecommendJob;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;

/** The jar that the jobs come in: only a job that has one gets a class loader of its own. */
final class JobJar {

    private static final String PACKAGE = "dev/semsr/jobs";

    private JobJar() {}

    /**
     * Where it is.
     *
     * @param folder where it is packed if the classes are not in a jar yet, as in a build
     */
    static Path of(Path folder) {
        try {
            Path source =
                    Path.of(
                            RecommendJob.class
                                    .getProtectionDomain()
                                    .getCodeSource()
                                    .getLocation()
                                    .toURI());
            return Files.isDirectory(source) ? packed(source, folder) : source;
        } catch (URISyntaxException | IOException failure) {
            throw new IllegalStateException("The jobs' classes cannot be found", failure);
        }
    }

    private static Path packed(Path classes, Path folder) throws IOException {
        Path jar = folder.resolve("jobs.jar");
        try (var out = new JarOutputStream(Files.newOutputStream(jar));
                Stream<Path> files = Files.walk(classes.resolve(PACKAGE))) {
            files.filter(Files::isRegularFile).forEach(file -> add(out, classes, file));
        }
        return jar;
    }

    private static void add(JarOutputStream out, Path classes, Path file) {
        try {
            out.putNextEntry(new JarEntry(classes.relativize(file).toString()));
            Files.copy(file, out);
            out.closeEntry();
        } catch (IOException failure) {
            throw new UncheckedIOException("Cannot pack " + file, failure);
        }
    }
}
