package dev.semsr.jobs.recommend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.semsr.jobs.testing.Released;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class RecommendOptionsTest {

    @Test
    void namesAndDefaultsAreThoseOfTheRelease() throws IOException {
        assertThat(Released.options(RecommendOptions.all()))
                .isEqualTo(Released.golden(RecommendOptionsTest.class, "options.txt"));
    }

    @Test
    void everyOptionIsListedOnceAndDescribed() throws IllegalAccessException {
        Released.assertListedOnceAndDescribed(RecommendOptions.all(), RecommendOptions.class);
        assertThat(RecommendOptions.all())
                .hasSameElementsAs(Released.declaredIn(RecommendOptions.class));
    }
}
