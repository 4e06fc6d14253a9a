package dev.semsr.app.cluster;

import dev.semsr.jobs.recommend.RecommendJob;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The jar of the jobs, as it is submitted in production: its classes come by a class loader of the
 * job's own. For that they must not be in the cluster's class path as well, because Avro would take
 * them from there.
 */
public final class JobJar {

    private JobJar() {}

    /**
     * The jar that this process has the jobs from; where that is a folder of classes, a jar made of
     * it.
     *
     * @param folder for a jar that has to be made
     */
    public static Path in(Path folder) {
        Path source = source();
        return Files.isRegularFile(source) ? source : pack(source, folder.resolve("job.jar"));
    }

    /** The class path of this process without the jobs. */
    public static String libraries() {
        String jobs = source().toString();
        return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(
                        entry ->
                                !Path.of(entry)
                                        .toAbsolutePath()
                                        .normalize()
                                        .toString()
                                        .equals(jobs))
                .collect(Collectors.joining(File.pathSeparator));
    }

    private static Path source() {
        try {
            return Path.of(
                    RecommendJob.class.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (URISyntaxException malformed) {
            throw new IllegalStateException("The jobs' classes are nowhere", malformed);
        }
    }

    private static Path pack(Path classes, Path jar) {
        try (var packed = new JarOutputStream(Files.newOutputStream(jar));
                Stream<Path> files = Files.walk(classes)) {
            for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                packed.putNextEntry(
                        new JarEntry(classes.relativize(file).toString().replace('\\', '/')));
                Files.copy(file, packed);
                packed.closeEntry();
            }
            return jar;
        } catch (IOException failure) {
            throw new UncheckedIOException("Cannot write " + jar, failure);
        }
    }
}
