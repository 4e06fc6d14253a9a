package dev.semsr.core.ranking;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClickListsTest {

    @Test
    void idsAreSeparatedByCommas() {
        ClickLists lists = ClickLists.parse("a, b,c ", "d");

        assertThat(lists)
                .isEqualTo(new ClickLists(Optional.of(Set.of("a", "b", "c")), Set.of("d"), 0));
    }

    @Test
    void idsWithCommasComeAsJson() {
        ClickLists lists = ClickLists.parse(null, "[\"a,b\", \"c\"]");

        assertThat(lists).isEqualTo(new ClickLists(Optional.empty(), Set.of("a,b", "c"), 0));
    }

    @Test
    void withoutListsEveryItemMayBeShown() {
        assertThat(ClickLists.parse(null, null)).isEqualTo(ClickLists.NONE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", " ", "a,,b", ",", "[", "[]", "[1, 2]", "[\"a\"", "[\"a\"] b", "[\"\"]"})
    void aMalformedListCountsAsNotSent(String malformed) {
        assertThat(ClickLists.parse(malformed, malformed))
                .isEqualTo(new ClickLists(Optional.empty(), Set.of(), 2));
        assertThat(ClickLists.parse("a", malformed).malformed()).isEqualTo(1);
        assertThat(ClickLists.parse("a", malformed).allow()).contains(Set.of("a"));
    }

    @Test
    void aListThatIsTooLongCountsAsNotSent() {
        String ids =
                IntStream.range(0, 10_001).mapToObj(i -> "i" + i).collect(Collectors.joining(","));

        assertThat(ClickLists.parse(ids, null).malformed()).isEqualTo(1);
    }
}
