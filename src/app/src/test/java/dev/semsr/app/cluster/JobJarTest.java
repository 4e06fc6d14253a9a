package dev.semsr.app.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.semsr.jobs.recommend.RecommendJob;
import java.io.File;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JobJarTest {

    private static final String JOB = RecommendJob.class.getName();

    @TempDir private Path folder;

    @Test
    void theJarHoldsTheJobs() throws IOException {
        try (JarFile jar = new JarFile(JobJar.in(folder).toFile())) {
            assertThat(jar.getEntry(JOB.replace('.', '/') + ".class")).isNotNull();
        }
    }

    @Test
    void theLibrariesAreAllButTheJobs() throws Exception {
        URL[] libraries =
                Stream.of(JobJar.libraries().split(File.pathSeparator))
                        .map(JobJarTest::url)
                        .toArray(URL[]::new);
        try (var loader = new URLClassLoader(libraries, null)) {
            assertThat(loader.loadClass("org.apache.flink.configuration.Configuration"))
                    .isNotNull();
            assertThatThrownBy(() -> loader.loadClass(JOB))
                    .isInstanceOf(ClassNotFoundException.class);
        }
    }

    private static URL url(String entry) {
        try {
            return Path.of(entry).toUri().toURL();
        } catch (MalformedURLException malformed) {
            throw new IllegalArgumentException(entry, malformed);
        }
    }
}
