package dev.semsr.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainingFolderTest {

    private static final Clock NOON =
            Clock.fixed(Instant.parse("2026-06-01T12:00:00Z"), ZoneOffset.UTC);

    @Test
    void twoVersionsOfOneSecondHaveDifferentNames(@TempDir Path root) throws IOException {
        TrainingFolder folder = new TrainingFolder(root);
        Files.createDirectories(folder.artefact(folder.newVersion(NOON)));

        assertThat(folder.newVersion(NOON)).isEqualTo("20260601-120001");
    }
}
