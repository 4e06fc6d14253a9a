package dev.semsr.model.device;

import ai.djl.engine.Engine;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.JarURLConnection;
import java.net.URL;
import java.net.URLConnection;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.AccessController;
import java.security.PrivilegedAction;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds TensorFlow's native library on the class path and loads it, without any download.
 *
 * <p>The CPU library comes from the jar {@code tensorflow-core-native} of this platform and is
 * unpacked once into {@code ~/.cache/semsr/tensorflow/} (or the folder that the system property
 * {@value #CACHE_PROPERTY} or the environment variable {@value #CACHE_VARIABLE} names). If the
 * library is already named by {@code TENSORFLOW_LIBRARY_PATH}, or DJL's GPU library ({@code
 * tensorflow-native-cu121}) is on the class path, the choice is left to DJL. The GPU path is DJL's
 * own and is not covered by a test here: that takes a machine with CUDA.
 */
public final class TensorFlowNatives {

    /** System property that names the folder to unpack to. */
    public static final String CACHE_PROPERTY = "semsr.natives.cache";

    /** Environment variable that names the folder to unpack to. */
    public static final String CACHE_VARIABLE = "SEMSR_NATIVES_CACHE";

    private static final Logger LOG = LoggerFactory.getLogger(TensorFlowNatives.class);
    private static final String LIBRARY_PATH = "TENSORFLOW_LIBRARY_PATH";
    private static final String DJL_NATIVES = "native/lib/tensorflow.properties";
    private static final String POM =
            "META-INF/maven/org.tensorflow/tensorflow-core-native/pom.properties";

    private static boolean loaded;

    private TensorFlowNatives() {}

    /**
     * Loads the library once a process. To be called before any {@code org.tensorflow} class is
     * touched: TensorFlow's classes look for the library when they are initialised.
     *
     * @throws IllegalStateException if there is no library for this platform, saying what to do
     */
    public static synchronized void load() {
        if (loaded) {
            return;
        }
        ClassLoader loader = TensorFlowNatives.class.getClassLoader();
        if (!isChosenAlready(loader)) {
            System.setProperty(LIBRARY_PATH, unpack(loader, cache()).toString());
        }
        startEngine(loader);
        loaded = true;
    }

    /**
     * The engine starts threads that live as long as the process, and a thread keeps the class
     * loaders that its maker had: those of the job which happens to come first would never be
     * freed. So the engine is started as if only this class had asked.
     */
    @SuppressWarnings("removal") // nothing else cuts off the callers that a thread inherits
    private static void startEngine(ClassLoader loader) {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(loader);
        try {
            AccessController.doPrivileged(
                    (PrivilegedAction<Void>)
                            () -> {
                                NativeWork.closeAtExit();
                                Engine engine = Engine.getEngine("TensorFlow");
                                LOG.info(
                                        "TensorFlow {} on {}",
                                        engine.getVersion(),
                                        engine.defaultDevice());
                                return null;
                            });
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    private static boolean isChosenAlready(ClassLoader loader) {
        return System.getProperty(LIBRARY_PATH) != null
                || System.getenv(LIBRARY_PATH) != null
                || loader.getResource(DJL_NATIVES) != null;
    }

    private static Path cache() {
        String override = System.getProperty(CACHE_PROPERTY, System.getenv(CACHE_VARIABLE));
        return override != null
                ? Path.of(override)
                : Path.of(System.getProperty("user.home"), ".cache", "semsr", "tensorflow");
    }

    /** Unpacks the library of this platform, unless it is there, and returns its folder. */
    static Path unpack(ClassLoader loader, Path cache) {
        String folder = "org/tensorflow/internal/c_api/" + platform() + "/";
        URL library = loader.getResource(folder + System.mapLibraryName("jnitensorflow"));
        if (library == null) {
            throw new IllegalStateException(
                    "TensorFlow's native library for "
                            + platform()
                            + " is not on the class path. Add"
                            + " org.tensorflow:tensorflow-core-native with that classifier, or set "
                            + LIBRARY_PATH
                            + " to a folder that holds it.");
        }
        try {
            Path target = cache.resolve(version(loader) + "-" + platform());
            if (!Files.isDirectory(target)) {
                unpackAside(library, folder, target);
            }
            return target.toAbsolutePath();
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "Cannot unpack TensorFlow's native library (about 650 MB) to "
                            + cache
                            + "; set "
                            + CACHE_VARIABLE
                            + " to a folder with room",
                    e);
        }
    }

    private static void unpackAside(URL library, String folder, Path target) throws IOException {
        LOG.info("Unpacking TensorFlow's native library to {} (once)", target);
        Files.createDirectories(target.getParent());
        Path aside = Files.createTempDirectory(target.getParent(), ".unpacking-");
        try {
            copyEntries(library, folder, aside);
            Files.move(aside, target, StandardCopyOption.ATOMIC_MOVE);
        } catch (FileSystemException e) {
            if (!Files.isDirectory(target)) {
                throw e;
            }
            LOG.debug("Another process unpacked to {} first", target);
        } finally {
            deleteFlat(aside);
        }
    }

    private static void copyEntries(URL library, String folder, Path target) throws IOException {
        URLConnection connection = library.openConnection();
        if (!(connection instanceof JarURLConnection jarConnection)) {
            throw new IOException(library + " is not in a jar");
        }
        jarConnection.setUseCaches(false);
        try (JarFile jar = jarConnection.getJarFile()) {
            List<JarEntry> entries =
                    jar.stream()
                            .filter(entry -> isFileDirectlyIn(folder, entry.getName()))
                            .toList();
            for (JarEntry entry : entries) {
                try (InputStream in = jar.getInputStream(entry)) {
                    Files.copy(in, target.resolve(entry.getName().substring(folder.length())));
                }
            }
        }
    }

    private static boolean isFileDirectlyIn(String folder, String name) {
        return name.startsWith(folder)
                && name.length() > folder.length()
                && name.indexOf('/', folder.length()) < 0;
    }

    private static void deleteFlat(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return;
        }
        try (var files = Files.newDirectoryStream(folder)) {
            for (Path file : files) {
                Files.delete(file);
            }
        }
        Files.delete(folder);
    }

    private static String version(ClassLoader loader) throws IOException {
        Properties pom = new Properties();
        try (InputStream in = loader.getResourceAsStream(POM)) {
            if (in != null) {
                pom.load(in);
            }
        }
        return pom.getProperty("version", "unknown");
    }

    static String platform() {
        String os = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        String arch = System.getProperty("os.arch").toLowerCase(Locale.ROOT);
        String cpu = arch.equals("aarch64") || arch.equals("arm64") ? "arm64" : "x86_64";
        return (os.contains("mac") ? "macosx-" : os.contains("win") ? "windows-" : "linux-") + cpu;
    }
}
