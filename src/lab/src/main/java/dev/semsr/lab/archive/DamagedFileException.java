package dev.semsr.lab.archive;

/** A file of the archive is cut short or altered: no record after those that were read. */
public final class DamagedFileException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String file;
    private final long records;

    DamagedFileException(ArchiveFile file, long records, Throwable cause) {
        super(
                "%s is damaged after %d records: %s"
                        .formatted(file.address(), records, cause.getMessage()),
                cause);
        this.file = file.name();
        this.records = records;
    }

    /** The file's path below the archive's folder. */
    public String file() {
        return file;
    }

    /** Records that were read before. */
    public long records() {
        return records;
    }
}
