package dev.semsr.model.encoder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.semsr.core.encoding.ItemTextTemplate;
import dev.semsr.schemas.Item;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EncodedCatalogueTest {

    @TempDir private Path folder;

    private final LetterEncoder encoder = new LetterEncoder();

    @Test
    void vectorsAreInTheOrderOfTheItemsAndZeroWithoutText() {
        EncodedCatalogue catalogue = encode("lamp", "", "shoe");

        assertThat(catalogue.vectors().row(0)).isEqualTo(LetterEncoder.vector("lamp"));
        assertThat(catalogue.vectors().row(1)).isEqualTo(new float[4]);
        assertThat(catalogue.vectors().row(2)).isEqualTo(LetterEncoder.vector("shoe"));
        assertThat(catalogue.withoutText()).isEqualTo(1);
        assertThat(catalogue.name()).isEqualTo("letters:title-brand-category");
    }

    @Test
    void aSecondRunEncodesOnlyWhatChanged() {
        encode("lamp", "shoe", "hat");
        encoder.asked.clear();

        EncodedCatalogue same = encode("lamp", "shoe", "hat");
        assertThat(encoder.asked).isEmpty();
        assertThat(same.encoded()).isZero();
        assertThat(same.cached()).isEqualTo(3);

        EncodedCatalogue changed = encode("lamp", "boot", "hat");
        assertThat(encoder.asked).containsExactly("boot");
        assertThat(changed.encoded()).isEqualTo(1);
        assertThat(changed.cached()).isEqualTo(2);
    }

    @Test
    void equalTextsAreEncodedOnce() {
        EncodedCatalogue catalogue = encode("lamp", "lamp", "lamp");

        assertThat(encoder.asked).containsExactly("lamp");
        assertThat(catalogue.vectors().row(2)).isEqualTo(LetterEncoder.vector("lamp"));
    }

    @Test
    void whatABrokenOffRunHasEncodedIsKept() {
        encoder.failAfter = 4;
        assertThatThrownBy(() -> encode("a", "b", "c", "d", "e"))
                .isInstanceOf(EncoderException.class);
        encoder.failAfter = Integer.MAX_VALUE;
        encoder.asked.clear();

        encode("a", "b", "c", "d", "e");

        assertThat(encoder.asked).containsExactly("e");
    }

    @Test
    void progressIsToldAfterEachBatch() {
        List<String> told = new ArrayList<>();
        try (VectorCache cache = VectorCache.open(folder, encoder)) {
            EncodedCatalogue.of(
                    items("a", "b", "c"),
                    ItemTextTemplate.DEFAULT,
                    encoder,
                    cache,
                    2,
                    (done, total) -> told.add(done + "/" + total));
        }

        assertThat(told).containsExactly("2/3", "3/3");
    }

    private EncodedCatalogue encode(String... titles) {
        try (VectorCache cache = VectorCache.open(folder, encoder)) {
            return EncodedCatalogue.of(
                    items(titles),
                    ItemTextTemplate.DEFAULT,
                    encoder,
                    cache,
                    2,
                    EncodingProgress.silent());
        }
    }

    private static List<Item> items(String... titles) {
        return Arrays.stream(titles)
                .map(title -> Item.newBuilder().setItemId("i").setTitle(title).build())
                .toList();
    }
}
