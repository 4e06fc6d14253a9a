package dev.semsr.jobs.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class ProcessMemoryTest {

    @TempDir Path root;

    @Test
    @EnabledOnOs(OS.LINUX)
    void thisProcessHoldsSomeOfWhatItMay() {
        ProcessMemory memory = ProcessMemory.ofThisProcess();

        assertThat(memory.residentBytes().orElseThrow())
                .isBetween(16L << 20, memory.limitBytes().orElseThrow());
    }

    @Test
    void theLimitIsTheContainers() throws IOException {
        write("proc/meminfo", "MemTotal:        8000000 kB\nMemFree:  1 kB\n");
        write("sys/fs/cgroup/memory.max", "4294967296\n");

        assertThat(ProcessMemory.below(root).limitBytes()).hasValue(4L << 30);
    }

    @Test
    void anOlderKernelNamesItElsewhere() throws IOException {
        write("proc/meminfo", "MemTotal:        8000000 kB\n");
        write("sys/fs/cgroup/memory/memory.limit_in_bytes", "1073741824\n");

        assertThat(ProcessMemory.below(root).limitBytes()).hasValue(1L << 30);
    }

    @Test
    void withoutALimitItIsTheMachines() throws IOException {
        write("proc/meminfo", "MemTotal:        8000000 kB\n");
        write("sys/fs/cgroup/memory.max", "max\n");
        write("sys/fs/cgroup/memory/memory.limit_in_bytes", "9223372036854771712\n");

        assertThat(ProcessMemory.below(root).limitBytes()).hasValue(8_000_000L << 10);
    }

    @Test
    void whatIsHeldIsTheResidentSet() throws IOException {
        write("proc/self/status", "Name:\tjava\nVmSize:\t 9 kB\nVmRSS:\t  2048 kB\n");

        assertThat(ProcessMemory.below(root).residentBytes()).hasValue(2L << 20);
    }

    @Test
    void otherSystemsTellNothing() {
        assertThat(ProcessMemory.below(root).residentBytes()).isEmpty();
        assertThat(ProcessMemory.below(root).limitBytes()).isEmpty();
    }

    private void write(String name, String text) throws IOException {
        Path file = root.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }
}
