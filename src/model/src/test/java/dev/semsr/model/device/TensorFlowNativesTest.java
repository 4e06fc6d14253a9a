package dev.semsr.model.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TensorFlowNativesTest {

    private static final String LIBRARY = System.mapLibraryName("jnitensorflow");

    @TempDir Path folder;

    private Path jar;

    @BeforeEach
    void makeJar() throws IOException {
        jar = folder.resolve("natives.jar");
        String path = "org/tensorflow/internal/c_api/" + TensorFlowNatives.platform() + "/";
        try (OutputStream out = Files.newOutputStream(jar);
                JarOutputStream entries = new JarOutputStream(out)) {
            for (String name : List.of(LIBRARY, "libother.so.2", "licences/LICENSE")) {
                entries.putNextEntry(new JarEntry(path + name));
                entries.write(name.getBytes(java.nio.charset.StandardCharsets.UTF_8));
                entries.closeEntry();
            }
        }
    }

    @Test
    void unpacksTheLibrariesOfThisPlatformOnce() throws IOException {
        try (URLClassLoader loader = loader(jar)) {
            Path unpacked = TensorFlowNatives.unpack(loader, folder.resolve("cache"));
            assertThat(names(unpacked)).containsExactlyInAnyOrder(LIBRARY, "libother.so.2");
            Files.writeString(unpacked.resolve(LIBRARY), "kept");
            assertThat(TensorFlowNatives.unpack(loader, folder.resolve("cache")))
                    .isEqualTo(unpacked);
            assertThat(unpacked.resolve(LIBRARY)).hasContent("kept");
        }
    }

    @Test
    void severalMayUnpackAtTheSameTime() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try (URLClassLoader loader = loader(jar)) {
            List<Callable<Path>> tasks = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                tasks.add(() -> TensorFlowNatives.unpack(loader, folder.resolve("cache")));
            }
            for (Future<Path> unpacked : threads.invokeAll(tasks)) {
                assertThat(names(unpacked.get())).hasSize(2);
            }
        } finally {
            threads.shutdown();
        }
        assertThat(names(folder.resolve("cache"))).hasSize(1);
    }

    @Test
    void aMissingLibrarySaysWhatToAdd() throws IOException {
        try (URLClassLoader loader = loader()) {
            assertThatThrownBy(() -> TensorFlowNatives.unpack(loader, folder))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining(TensorFlowNatives.platform())
                    .hasMessageContaining("org.tensorflow:tensorflow-core-native");
        }
    }

    private static URLClassLoader loader(Path... jars) throws IOException {
        URL[] urls = new URL[jars.length];
        for (int i = 0; i < jars.length; i++) {
            urls[i] = jars[i].toUri().toURL();
        }
        return new URLClassLoader(urls, null);
    }

    private static List<String> names(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }
}
