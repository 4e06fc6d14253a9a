package dev.semsr.core.fallback;

import static org.assertj.core.api.Assertions.assertThat;

import dev.semsr.core.ranking.Candidate;
import dev.semsr.schemas.Source;
import java.util.List;
import org.junit.jupiter.api.Test;

class PopularityFallbackTest {

    private final PopularityFallback fallback =
            new PopularityFallback(
                    List.of(
                            new PopularItem("rare", 1),
                            new PopularItem("first", 7),
                            new PopularItem("second", 7)));

    @Test
    void mostClickedComeFirstAndEqualsKeepTheirOrder() {
        assertThat(fallback.items())
                .extracting(PopularItem::itemId)
                .containsExactly("first", "second", "rare");
    }

    @Test
    void everyCandidateSaysWhyItIsThere() {
        assertThat(fallback.candidates("timeout"))
                .containsExactly(
                        new Candidate("first", 7, Source.POPULAR, "timeout"),
                        new Candidate("second", 7, Source.POPULAR, "timeout"),
                        new Candidate("rare", 1, Source.POPULAR, "timeout"));
        assertThat(fallback.candidates("rate limit"))
                .extracting(Candidate::reason)
                .containsOnly("rate limit");
    }

    @Test
    void theEmptyFallbackHasNoCandidates() {
        assertThat(PopularityFallback.EMPTY.candidates("no model")).isEmpty();
    }
}
