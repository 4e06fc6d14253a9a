package dev.semsr.lab.archive;

import java.nio.file.Path;
import java.time.LocalDate;
import org.apache.avro.specific.SpecificRecordBase;

/**
 * A complete file of the archive. It never changes.
 *
 * @param day the day of its records, UTC
 * @param path where it lies
 * @param name its path below the archive's folder, with {@code /} between: the same wherever the
 *     archive is mounted
 */
public record ArchiveFile(LocalDate day, Path path, String name) {

    /**
     * Streams the records.
     *
     * @throws DamagedFileException if not even its head can be read
     */
    public <T extends SpecificRecordBase> ArchivedRecords<T> open(Class<T> type) {
        return new ArchivedRecords<>(this, type);
    }
}
