package dev.semsr.lab.archive;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.apache.avro.file.DataFileReader;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificRecordBase;

/**
 * Reads the records of one file, one at a time; those of an older schema are resolved. Altered
 * bytes can make the decoder throw anything: all of it is damage.
 *
 * @param <T> the record
 */
public final class ArchivedRecords<T extends SpecificRecordBase> implements Iterator<T>, Closeable {

    private final ArchiveFile file;
    private final ArchiveStorage.LocalCopy copy;
    private final DataFileReader<T> reader;
    private long read;

    ArchivedRecords(ArchiveFile file, Class<T> type) {
        this.file = file;
        copy = file.storage().fetch(file.name());
        try {
            reader = new DataFileReader<>(copy.path().toFile(), new SpecificDatumReader<>(type));
        } catch (IOException | RuntimeException e) {
            closeCopy();
            throw new DamagedFileException(file, 0, e);
        }
    }

    @Override
    public boolean hasNext() {
        try {
            return reader.hasNext() || requireEnd();
        } catch (IOException | RuntimeException e) {
            throw new DamagedFileException(file, read, e);
        }
    }

    /** Avro takes a file that is cut off inside a block for one that ends before it. */
    private boolean requireEnd() throws IOException {
        long read = reader.previousSync();
        long size = Files.size(copy.path());
        if (read != size) {
            throw new EOFException(
                    "its last whole block ends at byte %d of %d".formatted(read, size));
        }
        return false;
    }

    @Override
    public T next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        try {
            T record = reader.next();
            read++;
            return record;
        } catch (RuntimeException e) {
            throw new DamagedFileException(file, read, e);
        }
    }

    @Override
    public void close() {
        try {
            reader.close();
        } catch (IOException e) {
            throw new UncheckedIOException(file.address() + " cannot be closed", e);
        } finally {
            closeCopy();
        }
    }

    private void closeCopy() {
        try {
            copy.close();
        } catch (IOException e) {
            throw new UncheckedIOException("The copy of " + file.address() + " cannot go", e);
        }
    }
}
