package dev.semsr.lab.dataset;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.file.DataFileReader;
import org.apache.avro.specific.SpecificDatumReader;

/**
 * Reads the records of one file of a data set, one at a time.
 *
 * @param <T> the record
 */
public final class RecordStream<T> implements Iterator<T>, Closeable {

    private final Path file;
    private final DataFileReader<T> reader;

    RecordStream(Path file, Class<T> type) {
        this.file = file;
        try {
            reader = new DataFileReader<>(file.toFile(), new SpecificDatumReader<>(type));
        } catch (IOException | AvroRuntimeException e) {
            throw damaged(e);
        }
    }

    @Override
    public boolean hasNext() {
        try {
            return reader.hasNext() || requireEnd();
        } catch (IOException | AvroRuntimeException e) {
            throw damaged(e);
        }
    }

    /** Avro takes a file that is cut off inside a block for one that ends before it. */
    private boolean requireEnd() throws IOException {
        if (reader.previousSync() != Files.size(file)) {
            throw new EOFException("it is cut off inside a block");
        }
        return false;
    }

    @Override
    public T next() {
        try {
            return reader.next();
        } catch (AvroRuntimeException e) {
            throw damaged(e);
        }
    }

    private DatasetException damaged(Exception cause) {
        return new DatasetException(
                file
                        + " is missing or damaged: make the data set again ("
                        + cause.getMessage()
                        + ")",
                cause);
    }

    @Override
    public void close() {
        try {
            reader.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
