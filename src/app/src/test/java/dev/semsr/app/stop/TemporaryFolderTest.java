package dev.semsr.app.stop;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class TemporaryFolderTest {

    @Test
    void closedFolderIsGoneWithAllThatWasInIt() throws IOException {
        Path path;
        try (var folder = TemporaryFolder.create()) {
            path = folder.path();
            Files.createDirectories(path.resolve("a").resolve("b"));
            Files.writeString(path.resolve("a").resolve("b").resolve("file"), "x");
        }

        assertThat(path).doesNotExist();
    }

    @Test
    void folderThatIsGoneAlreadyIsNoFailure() throws IOException {
        var folder = TemporaryFolder.create();
        Files.delete(folder.path());

        folder.close();

        assertThat(folder.path()).doesNotExist();
    }

    @Test
    void signalIsKeptOnceGiven() {
        var stop = new StopSignal();
        assertThat(stop.isGiven()).isFalse();
        assertThat(stop.await(Duration.ofMillis(1))).isFalse();

        stop.give();
        stop.give();

        assertThat(stop.isGiven()).isTrue();
        assertThat(stop.await(Duration.ofDays(1))).isTrue();
    }
}
