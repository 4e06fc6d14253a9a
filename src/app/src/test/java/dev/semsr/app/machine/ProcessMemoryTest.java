package dev.semsr.app.machine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import org.junit.jupiter.api.Test;

class ProcessMemoryTest {

    private final ProcessMemory own = new ProcessMemory(ProcessHandle.current().pid());

    @Test
    void aProcessThatRunsHasMemory() {
        assertThat(own.resident()).isPositive();
    }

    @Test
    void eachClassLoaderWithAClassIsCounted() throws IOException, ClassNotFoundException {
        URL classes = Machine.class.getProtectionDomain().getCodeSource().getLocation();
        long before = own.classLoaders();
        try (var one = new URLClassLoader(new URL[] {classes}, null);
                var other = new URLClassLoader(new URL[] {classes}, null)) {
            Class<?> first = one.loadClass(Machine.class.getName());
            Class<?> second = other.loadClass(Machine.class.getName());
            assertThat(first).isNotEqualTo(second);
            assertThat(own.classLoaders()).isGreaterThanOrEqualTo(before + 2);
        }
    }
}
