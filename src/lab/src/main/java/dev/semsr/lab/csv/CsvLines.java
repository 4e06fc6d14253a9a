package dev.semsr.lab.csv;

import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/**
 * The lines of a plain or gzipped text file, with the possibility to give lines back. Whether a
 * file is gzipped is read from its first bytes, not from its name.
 */
public final class CsvLines implements Closeable {

    private static final int BUFFER = 1 << 16;

    private final String file;
    private final BufferedReader reader;
    private final Deque<String> returned = new ArrayDeque<>();
    private long line;

    /**
     * Opens a file in UTF-8.
     *
     * @throws CsvImportException if it is not there or cannot be read
     */
    public CsvLines(Path path) {
        this(path, StandardCharsets.UTF_8);
    }

    /**
     * Opens a file.
     *
     * @throws CsvImportException if it is not there or cannot be read
     */
    public CsvLines(Path path, Charset charset) {
        file = path.getFileName().toString();
        if (!Files.isRegularFile(path)) {
            throw new CsvImportException(path + " is not there: check the path");
        }
        try {
            reader = new BufferedReader(new InputStreamReader(open(path), charset));
        } catch (IOException e) {
            throw failed(e);
        }
    }

    private static InputStream open(Path path) throws IOException {
        InputStream in = new BufferedInputStream(Files.newInputStream(path), BUFFER);
        in.mark(2);
        boolean gzip = in.read() == 0x1f && in.read() == 0x8b;
        in.reset();
        return gzip ? new GZIPInputStream(in, BUFFER) : in;
    }

    /** Name of the file. */
    public String file() {
        return file;
    }

    /** Number of the line that was read last, from 1. */
    public long line() {
        return line;
    }

    /** The next line without its end, or null at the end of the file. */
    public String read() {
        try {
            String text = returned.isEmpty() ? reader.readLine() : returned.pop();
            line += text == null ? 0 : 1;
            return text;
        } catch (IOException e) {
            throw failed(e);
        }
    }

    /** Gives lines back, so that they are read again. */
    void unread(List<String> lines) {
        for (int i = lines.size() - 1; i >= 0; i--) {
            returned.push(lines.get(i));
        }
        line -= lines.size();
    }

    private CsvImportException failed(IOException cause) {
        String where = file + ":" + line + ": ";
        if (cause instanceof EOFException) {
            return new CsvImportException(
                    where
                            + "the gzip file is truncated, it ends after this line. Fetch or copy"
                            + " it again",
                    cause);
        }
        if (cause instanceof ZipException) {
            return new CsvImportException(
                    where
                            + "the gzip file is damaged after this line ("
                            + cause.getMessage()
                            + "). Fetch or copy it again",
                    cause);
        }
        return new CsvImportException(where + "cannot be read: " + cause.getMessage(), cause);
    }

    @Override
    public void close() throws IOException {
        reader.close();
    }
}
