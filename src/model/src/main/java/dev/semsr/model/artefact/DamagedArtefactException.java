package dev.semsr.model.artefact;

import java.nio.file.Path;

/** A model artefact that cannot be trusted: a file is missing, altered or of another format. */
public class DamagedArtefactException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient Path file;

    /**
     * @param file the file that is at fault
     * @param what what is wrong with it
     */
    public DamagedArtefactException(Path file, String what) {
        this(file, what, null);
    }

    /**
     * @param file the file that is at fault
     * @param what what is wrong with it
     * @param cause why, if another exception said so
     */
    public DamagedArtefactException(Path file, String what, Throwable cause) {
        super(
                "Damaged model artefact: "
                        + file
                        + " "
                        + what
                        + ". Publish the model again under a new version, or restore the file from a"
                        + " copy; other versions are not affected.",
                cause);
        this.file = file;
    }

    /** The file that is at fault. */
    public Path file() {
        return file;
    }
}
