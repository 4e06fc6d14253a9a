package dev.semsr.model.artefact;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Model versions in folders: {@code <root>/<name>/<version>/}. A version never changes once it is
 * there.
 */
public final class FileModelStore {

    /** Code of the backbone whose answers depend on the batch. */
    private static final String LEAKING = "msgat-author";

    private static final DateTimeFormatter VERSION =
            DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss").withZone(ZoneOffset.UTC);

    private final Path root;

    /** A store below {@code root}, which need not exist yet. */
    public FileModelStore(Path root) {
        this.root = root;
    }

    /** A version name made from the time, such as {@code 20261125-143000}: later sorts higher. */
    public static String newVersion(Clock clock) {
        return VERSION.format(clock.instant());
    }

    /**
     * Copies an artefact into the store under the name and version of its manifest. The copy is
     * verified, and appears whole or not at all.
     *
     * @return the artefact in the store
     * @throws IllegalStateException if the version is there already
     * @throws DamagedArtefactException if {@code artefact} is damaged
     */
    public Artefact publish(Path artefact) {
        Manifest manifest = Artefact.open(artefact).manifest();
        requireServable(manifest);
        Path target = folder(manifest.name(), manifest.version());
        try {
            AtomicFolder.write(
                    target,
                    aside -> {
                        copy(artefact, aside);
                        Artefact.open(aside);
                    });
        } catch (FileAlreadyExistsException e) {
            throw alreadyThere(manifest, e);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot publish " + artefact + " to " + target, e);
        }
        return Artefact.open(target);
    }

    /**
     * Checks that a version can be published under its name.
     *
     * @throws IllegalStateException if the version is there already
     */
    public void requireNew(Manifest manifest) {
        if (Files.exists(folder(manifest.name(), manifest.version()))) {
            throw alreadyThere(manifest, null);
        }
    }

    private IllegalStateException alreadyThere(Manifest manifest, Throwable cause) {
        return new IllegalStateException(
                "Version "
                        + manifest.modelVersion()
                        + " is already in the store at "
                        + folder(manifest.name(), manifest.version())
                        + " and versions never change. Publish under another version.",
                cause);
    }

    private static void requireServable(Manifest manifest) {
        boolean leaks =
                Stream.of(manifest.backbone().split(","))
                        .anyMatch(backbone -> backbone.endsWith(LEAKING));
        if (leaks) {
            throw new IllegalArgumentException(
                    "A model of the backbone "
                            + LEAKING
                            + " cannot be published: what it recommends depends on whose clicks"
                            + " it scores together, and answers leak between them. Train with"
                            + " --backbone msgat.");
        }
    }

    /** Names of all models, sorted. */
    public List<String> names() {
        return folders(root).stream().sorted().toList();
    }

    /** Manifests of all versions of a model, oldest first; empty if there is none. */
    public List<Manifest> versions(String name) {
        return folders(root.resolve(name)).stream()
                .map(version -> manifest(folder(name, version)))
                .sorted(Comparator.comparing(Manifest::created).thenComparing(Manifest::version))
                .toList();
    }

    /**
     * Names of all versions of a model, newest first, intact or not. One whose manifest cannot be
     * read comes first: whoever opens the newest learns of the damage instead of passing over it.
     */
    public List<String> newestFirst(String name) {
        return folders(root.resolve(requirePlain(name))).stream()
                .sorted(
                        Comparator.comparing((String version) -> created(folder(name, version)))
                                .thenComparing(Comparator.naturalOrder())
                                .reversed())
                .toList();
    }

    /**
     * The version of a model that was made last.
     *
     * @throws DamagedArtefactException if the manifest of any version that may be the last cannot
     *     be read
     */
    public Optional<Manifest> latest(String name) {
        return newestFirst(name).stream().findFirst().map(last -> manifest(folder(name, last)));
    }

    /**
     * Opens the latest version of a model, verified.
     *
     * @throws NoModelException if there is none, saying how to make one
     */
    public Artefact openLatest(String name) {
        return open(name, latest(name).orElseThrow(() -> noModel(name)).version());
    }

    /**
     * Opens a version of a model, verified.
     *
     * @throws NoModelException if it is not there, naming those that are
     * @throws DamagedArtefactException if a file is missing or altered
     */
    public Artefact open(String name, String version) {
        if (!Files.isDirectory(folder(name, version))) {
            throw newestFirst(name).isEmpty() ? noModel(name) : noVersion(name, version);
        }
        return Artefact.open(folder(name, version));
    }

    /**
     * Deletes a version, intact or not. It is gone at once, not file by file.
     *
     * @throws NoModelException if it is not there
     */
    public void delete(String name, String version) {
        Path folder = folder(name, version);
        if (!Files.isDirectory(folder)) {
            throw noVersion(name, version);
        }
        try {
            AtomicFolder.remove(folder);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot delete " + folder, e);
        }
    }

    private NoModelException noModel(String name) {
        return new NoModelException(
                "There is no model '"
                        + name
                        + "' in the model store "
                        + root.toAbsolutePath()
                        + " (models there: "
                        + (names().isEmpty() ? "none" : String.join(", ", names()))
                        + "). Train one with './semsr train' and add it with './semsr publish'.");
    }

    private NoModelException noVersion(String name, String version) {
        return new NoModelException(
                "Model '"
                        + name
                        + "' has no version '"
                        + version
                        + "' in the model store "
                        + root.toAbsolutePath()
                        + "; versions there: "
                        + String.join(", ", newestFirst(name))
                        + ".");
    }

    private Path folder(String name, String version) {
        return root.resolve(requirePlain(name)).resolve(requirePlain(version));
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

    private static Manifest manifest(Path folder) {
        try {
            return ManifestJson.read(folder);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read the manifest in " + folder, e);
        }
    }

    private static Instant created(Path folder) {
        try {
            return manifest(folder).created();
        } catch (DamagedArtefactException e) {
            return Instant.MAX;
        }
    }

    private static List<String> folders(Path parent) {
        if (!Files.isDirectory(parent)) {
            return List.of();
        }
        try (Stream<Path> list = Files.list(parent)) {
            return list.filter(Files::isDirectory)
                    .map(folder -> folder.getFileName().toString())
                    .filter(name -> !name.startsWith("."))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot list " + parent, e);
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        List<Path> paths;
        try (Stream<Path> walk = Files.walk(from)) {
            paths = walk.sorted().toList();
        }
        for (Path path : paths) {
            Path target = to.resolve(from.relativize(path).toString());
            if (Files.isDirectory(path)) {
                Files.createDirectories(target);
            } else {
                Files.copy(path, target);
            }
        }
    }
}
