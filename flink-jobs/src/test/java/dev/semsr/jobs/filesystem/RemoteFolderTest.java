package dev.semsr.jobs.filesystem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.semsr.jobs.testing.UnreliableFileSystem;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RemoteFolderTest {

    @TempDir private Path root;

    @AfterEach
    void heal() {
        UnreliableFileSystem.heal();
    }

    @Test
    void foldersAreToldFromUris() {
        assertThat(List.of("s3://bucket/models", "hdfs:///models", "file:/models"))
                .allMatch(RemoteFolder::isUri);
        assertThat(List.of("/models", "models", "./a:b", "C:/models"))
                .noneMatch(RemoteFolder::isUri);
    }

    @Test
    void whatStandsInAFolderIsListedAndRead() throws IOException {
        Files.createDirectories(root.resolve("a/b"));
        Files.writeString(root.resolve("a/c"), "content");
        RemoteFolder folder = new RemoteFolder(UnreliableFileSystem.address(root) + "/");

        assertThat(folder.list("a").orElseThrow())
                .extracting(status -> status.getPath().getName())
                .containsExactlyInAnyOrder("b", "c");
        assertThat(folder.list("a/b")).hasValue(List.of());
        assertThat(folder.list("nowhere")).isEmpty();
        try (InputStream in = folder.open("a/c")) {
            assertThat(in).hasContent("content");
        }
    }

    @Test
    void aFileSystemThatIsAwayIsNoMissingFolder() {
        RemoteFolder folder = new RemoteFolder(UnreliableFileSystem.address(root));
        UnreliableFileSystem.failEverywhere();

        assertThatThrownBy(() -> folder.list("a")).isInstanceOf(IOException.class);
    }
}
