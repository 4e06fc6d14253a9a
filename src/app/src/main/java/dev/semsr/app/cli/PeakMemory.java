package dev.semsr.app.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The most memory that this process has held at any time, heap and native; Linux tells it. */
final class PeakMemory {

    private static final Path STATUS = Path.of("/proc/self/status");
    private static final Pattern PEAK = Pattern.compile("VmHWM:\\s+(\\d+) kB");
    private static final double KIB_A_GIB = 1024 * 1024;

    private PeakMemory() {}

    /** In gibibytes; null on a system that does not tell. */
    static Double gib() {
        if (!Files.isReadable(STATUS)) {
            return null;
        }
        try {
            Matcher peak = PEAK.matcher(Files.readString(STATUS));
            return peak.find() ? Long.parseLong(peak.group(1)) / KIB_A_GIB : null;
        } catch (IOException e) {
            throw new UncheckedIOException(STATUS + " cannot be read", e);
        }
    }

    /** For people. */
    static String text(Double gib) {
        return String.format(Locale.ROOT, "%.1f GiB of memory at most", gib);
    }
}
