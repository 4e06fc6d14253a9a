package dev.semsr.lab.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.semsr.model.encoder.VectorCache;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TitleIndexTest {

    private final WordEncoder encoder = new WordEncoder();

    @TempDir private Path folder;

    private VectorCache cache;
    private TitleIndex index;

    @BeforeEach
    void open() {
        cache = VectorCache.open(folder, encoder);
        index = Shop.index(encoder, cache);
    }

    @AfterEach
    void close() {
        cache.close();
    }

    @Test
    void theNearestItemsShareTheMostWordsWithATitleAndComeFirst() {
        List<Match> matches = nearest("red lamp", 3);

        assertThat(ids(matches).subList(0, 2)).containsExactly("i0", "i1");
        assertThat(matches.get(0).cosine()).isCloseTo(1, within(1e-5f));
        assertThat(matches.get(1).cosine()).isCloseTo(0.5f, within(1e-5f));
    }

    @Test
    void ofItemsThatAreEquallyNearTheFirstOfTheCatalogueComesFirst() {
        assertThat(ids(nearest("lamp", 2))).containsExactly("i0", "i1");
        assertThat(ids(nearest("table", 1))).containsExactly("i2");
    }

    @Test
    void itemsWithoutTitleAreNeverFound() {
        assertThat(ids(nearest("red lamp", 100))).hasSize(5).doesNotContain("i5");
        assertThat(nearest("red lamp", 0)).isEmpty();
    }

    @Test
    void anItemHasATitleLetterForLetterWhateverItsCase() {
        assertThat(index.holds("OAK Table")).isTrue();
        assertThat(index.holds("oak tables")).isFalse();
        assertThat(index.holds("")).isFalse();
    }

    @Test
    void titlesThatWereMadeUpAreEncodedOnceEach() {
        assertThat(index.encode(List.of("blue lamp", "blue lamp", "oak table")))
                .containsOnlyKeys("blue lamp", "oak table");
        assertThat(index.encode(List.of())).isEmpty();
    }

    private List<Match> nearest(String title, int k) {
        return index.nearest(index.encode(List.of(title)).get(title), k);
    }

    private List<String> ids(List<Match> matches) {
        return matches.stream().map(match -> index.itemIds().get(match.row())).toList();
    }
}
