package dev.semsr.core.encoding;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

class TextHashTest {

    @Test
    void theHashIsSha256() {
        assertThat(TextHash.of("abc").hex())
                .isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    }

    @Test
    void aHashComesBackFromItsBytes() {
        ByteBuffer bytes = ByteBuffer.allocate(TextHash.BYTES);
        TextHash.of("Töpfe").write(bytes);

        assertThat(bytes.hasRemaining()).isFalse();
        assertThat(TextHash.read(bytes.flip())).isEqualTo(TextHash.of("Töpfe"));
    }
}
