package dev.semsr.app.cli;

import java.nio.file.Path;

/**
 * Where commands keep what they make unless told otherwise.
 *
 * @param root {@code $SEMSR_HOME} if set, else {@code data} in the checkout
 */
public record HomeFolders(Path root) {

    /** The folders of this process: {@code $SEMSR_HOME}, else {@code data} in the checkout. */
    public static HomeFolders standard() {
        String home = System.getenv("SEMSR_HOME");
        if (home != null && !home.isBlank()) {
            return new HomeFolders(Path.of(home).toAbsolutePath());
        }
        String checkout = System.getProperty("semsr.checkout", "");
        return new HomeFolders(Path.of(checkout, "data").toAbsolutePath());
    }

    /** Data sets, one folder each. */
    public Path datasets() {
        return root.resolve("datasets");
    }

    /** The model store: published versions. */
    public Path models() {
        return root.resolve("models");
    }

    /** Cache of encoded texts. */
    public Path vectors() {
        return root.resolve("vectors");
    }

    /** Training runs: checkpoints and what they ended in. */
    public Path training() {
        return root.resolve("training");
    }

    /** Experiments: several models and seeds on one data set. */
    public Path experiments() {
        return root.resolve("experiments");
    }

    /** Archive of ended sessions, as the archive job writes it. */
    public Path archive() {
        return root.resolve("archive");
    }

    /** Stored answers of language models. */
    public Path answers() {
        return root.resolve("answers");
    }

    /** Log files. */
    public Path logs() {
        return root.resolve("logs");
    }
}
