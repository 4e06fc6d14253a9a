package dev.semsr.jobs.refresh;

import static org.assertj.core.api.Assertions.assertThat;

import dev.semsr.jobs.testing.Released;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class RefreshOptionsTest {

    @Test
    void namesAndDefaultsAreThoseOfTheRelease() throws IOException {
        assertThat(Released.options(RefreshOptions.all()))
                .isEqualTo(Released.golden(RefreshOptionsTest.class, "options.txt"));
    }

    @Test
    void everyOptionIsListedOnceAndDescribed() throws IllegalAccessException {
        Released.assertListedOnceAndDescribed(RefreshOptions.all(), RefreshOptions.class);
        assertThat(RefreshOptions.all())
                .hasSameElementsAs(Released.declaredIn(RefreshOptions.class));
    }
}
