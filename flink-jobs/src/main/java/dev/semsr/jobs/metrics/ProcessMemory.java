package dev.semsr.jobs.metrics;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.flink.metrics.MetricGroup;

/**
 * How much memory this process has, and how much it may have before the kernel ends it: what
 * TensorFlow and RocksDB take is in no number of the JVM. Linux only.
 */
public final class ProcessMemory {

    private static final Pattern KILOBYTES = Pattern.compile("(?:VmRSS|MemTotal):\\s+(\\d+) kB");

    /** Version 2 of control groups, then version 1. */
    private static final List<String> LIMITS =
            List.of("sys/fs/cgroup/memory.max", "sys/fs/cgroup/memory/memory.limit_in_bytes");

    private final Path root;

    private ProcessMemory(Path root) {
        this.root = root;
    }

    /** Of this process. */
    public static ProcessMemory ofThisProcess() {
        return new ProcessMemory(Path.of("/"));
    }

    /** As files below another folder than the root have it. */
    static ProcessMemory below(Path root) {
        return new ProcessMemory(root);
    }

    /** Shows both in a group; nothing where the system does not tell. */
    public void register(MetricGroup group) {
        if (residentBytes().isPresent() && limitBytes().isPresent()) {
            group.gauge("residentMemoryBytes", () -> residentBytes().orElse(0));
            group.gauge("memoryLimitBytes", () -> limitBytes().orElse(0));
        }
    }

    /** Memory that the process holds now. */
    OptionalLong residentBytes() {
        return kilobytes(root.resolve("proc/self/status"));
    }

    /** The container's limit; without one, the memory of the machine. */
    OptionalLong limitBytes() {
        OptionalLong machine = kilobytes(root.resolve("proc/meminfo"));
        return LIMITS.stream()
                .flatMap(file -> lines(root.resolve(file)))
                .filter(line -> line.matches("\\d{1,18}"))
                .mapToLong(Long::parseLong)
                .filter(limit -> machine.isEmpty() || limit < machine.getAsLong())
                .boxed()
                .findFirst()
                .map(OptionalLong::of)
                .orElse(machine);
    }

    private static OptionalLong kilobytes(Path file) {
        return lines(file)
                .map(KILOBYTES::matcher)
                .filter(Matcher::matches)
                .mapToLong(found -> 1024 * Long.parseLong(found.group(1)))
                .findFirst();
    }

    /** None if the system has no such file. */
    private static Stream<String> lines(Path file) {
        try {
            return Files.isReadable(file) ? Files.readAllLines(file).stream() : Stream.empty();
        } catch (IOException e) { // other systems, or a process that may not look
            return Stream.empty();
        }
    }
}
