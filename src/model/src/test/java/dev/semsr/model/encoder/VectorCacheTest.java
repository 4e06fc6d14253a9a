package dev.semsr.model.encoder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.semsr.core.encoding.TextHash;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VectorCacheTest {

    private static final int RECORD = TextHash.BYTES + 4 * Float.BYTES + Integer.BYTES;

    @TempDir private Path folder;

    private final LetterEncoder encoder = new LetterEncoder();

    @Test
    void vectorsAreThereAtTheNextStart() throws IOException {
        List<String> texts = IntStream.range(0, 3_000).mapToObj(i -> "text " + i).toList();
        write(texts.toArray(String[]::new));

        try (VectorCache cache = VectorCache.open(folder, encoder)) {
            assertThat(cache.size()).isEqualTo(3_000);
            for (String text : texts) {
                assertThat(cache.get(TextHash.of(text))).isEqualTo(LetterEncoder.vector(text));
            }
            assertThat(cache.get(TextHash.of("else"))).isNull();
        }
    }

    @Test
    void whatACrashLeftHalfWrittenIsCutOffAndTheRestStays() throws IOException {
        write("a", "b", "c");
        byte[] whole = Files.readAllBytes(file());

        for (int cut = 1; cut <= RECORD; cut++) {
            Files.write(file(), Arrays.copyOf(whole, whole.length - cut));
            try (VectorCache cache = VectorCache.open(folder, encoder)) {
                assertThat(cache.size()).as("after cutting %d bytes", cut).isEqualTo(2);
                assertThat(file()).hasSize(whole.length - RECORD);
                cache.add(List.of(TextHash.of("d")), List.of(LetterEncoder.vector("d")));
            }
            assertThat(textsThere("a", "b", "d")).isTrue();
        }
    }

    @Test
    void aFileThatBrokeOffInItsHeadIsBegunAnew() throws IOException {
        write("a");
        Files.write(file(), Arrays.copyOf(Files.readAllBytes(file()), 9));

        write("b");

        assertThat(textsThere("b")).isTrue();
        assertThat(textsThere("a")).isFalse();
    }

    @Test
    void aDamagedRecordIsLeftOutAndCanBeAddedAgain() throws IOException {
        write("a", "b");
        byte[] bytes = Files.readAllBytes(file());
        bytes[bytes.length - RECORD - 9] ^= 1;
        Files.write(file(), bytes);

        try (VectorCache cache = VectorCache.open(folder, encoder)) {
            assertThat(cache.contains(TextHash.of("a"))).isFalse();
            assertThat(cache.size()).isEqualTo(1);
        }
        write("a");
        assertThat(textsThere("a", "b")).isTrue();
    }

    @Test
    void twoRunsAtOnceAreRefused() {
        try (VectorCache first = VectorCache.open(folder, encoder)) {
            assertThat(first.size()).isZero();
            assertThatThrownBy(() -> VectorCache.open(folder, encoder))
                    .isInstanceOf(EncoderException.class)
                    .hasMessageContainingAll("letters.vectors", "in use");
        }
    }

    @Test
    void aFileOfSomethingElseIsRefusedAndLeftAlone() throws IOException {
        Files.writeString(file(), "not a cache, but somebody's notes, which are not to be lost");

        assertThatThrownBy(() -> VectorCache.open(folder, encoder))
                .isInstanceOf(EncoderException.class)
                .hasMessageContainingAll("letters.vectors", "encoder letters", "Move it away");
        assertThat(file())
                .hasContent("not a cache, but somebody's notes, which are not to be lost");
    }

    @Test
    void aVectorOfAnotherWidthIsRefused() {
        try (VectorCache cache = VectorCache.open(folder, encoder)) {
            assertThatThrownBy(
                            () -> cache.add(List.of(TextHash.of("a")), List.of(new float[] {1, 0})))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("width 2");
        }
        assertThat(file()).isRegularFile();
    }

    private void write(String... texts) {
        try (VectorCache cache = VectorCache.open(folder, encoder)) {
            cache.add(
                    Arrays.stream(texts).map(TextHash::of).toList(),
                    Arrays.stream(texts).map(LetterEncoder::vector).toList());
        }
    }

    private boolean textsThere(String... texts) {
        try (VectorCache cache = VectorCache.open(folder, encoder)) {
            return Arrays.stream(texts)
                    .allMatch(
                            text ->
                                    Arrays.equals(
                                            LetterEncoder.vector(text),
                                            cache.get(TextHash.of(text))));
        }
    }

    private Path file() {
        return folder.resolve("letters.vectors");
    }
}
