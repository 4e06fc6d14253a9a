package dev.semsr.lab.experiment;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * The machine that figures were measured on.
 *
 * @param cores processors that Java may use
 * @param cpu model of the processor
 * @param memoryGigabytes physical memory
 * @param system operating system and its version
 * @param java version of Java
 */
public record Machine(int cores, String cpu, long memoryGigabytes, String system, String java) {

    private static final Path CPU_INFO = Path.of("/proc/cpuinfo");
    private static final double GIGABYTE = 1 << 30;

    /** The machine that this runs on. */
    public static Machine current() {
        OperatingSystemMXBean system =
                ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
        return new Machine(
                Runtime.getRuntime().availableProcessors(),
                cpuModel(),
                Math.round(system.getTotalMemorySize() / GIGABYTE),
                System.getProperty("os.name") + " " + System.getProperty("os.version"),
                System.getProperty("java.version"));
    }

    /** For people. */
    public String text() {
        return String.format(
                Locale.ROOT,
                "%d cores (%s), %d GB, %s, Java %s",
                cores,
                cpu,
                memoryGigabytes,
                system,
                java);
    }

    private static String cpuModel() {
        if (!Files.isReadable(CPU_INFO)) {
            return System.getProperty("os.arch");
        }
        try (Stream<String> lines = Files.lines(CPU_INFO)) {
            return lines.filter(line -> line.startsWith("model name"))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst()
                    .orElse(System.getProperty("os.arch"));
        } catch (IOException e) {
            throw new UncheckedIOException(CPU_INFO + " cannot be read", e);
        }
    }
}
