package dev.semsr.lab.archive;

import java.time.LocalDate;
import org.apache.avro.specific.SpecificRecordBase;

/**
 * A complete file of the archive. It never changes.
 *
 * @param day the day of its records, UTC
 * @param name its path below the archive, with {@code /} between: the same wherever the archive is
 *     mounted or stored
 * @param storage where the archive lies
 */
public record ArchiveFile(LocalDate day, String name, ArchiveStorage storage) {

    /** Where it lies, for people. */
    public String address() {
        return storage.address() + "/" + name;
    }

    /**
     * Streams the records.
     *
     * @throws DamagedFileException if not even its head can be read
     * @throws ArchiveException if the storage cannot be read now
     */
    public <T extends SpecificRecordBase> ArchivedRecords<T> open(Class<T> type) {
        return new ArchivedRecords<>(this, type);
    }
}
