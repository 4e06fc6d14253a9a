package dev.semsr.core.scoring;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RecommendationIdTest {

    @Test
    void theSameClickAnsweredByTheSameModelHasTheSameId() {
        assertThat(RecommendationId.of("e1", "v1", "semsr-f/niser"))
                .isEqualTo(RecommendationId.of("e1", "v1", "semsr-f/niser"))
                .matches("[0-9a-f]{32}");
    }

    @Test
    void theIdStaysWhatItIsAcrossReleases() {
        assertThat(RecommendationId.of("e1", "v1", "semsr-f/niser"))
                .isEqualTo("2f4bc1c645a8141698b5fb240f1fe123");
    }

    @Test
    void anyOtherPartGivesAnotherId() {
        String id = RecommendationId.of("e1", "v1", "base/niser");

        assertThat(id)
                .isNotEqualTo(RecommendationId.of("e2", "v1", "base/niser"))
                .isNotEqualTo(RecommendationId.of("e1", "v2", "base/niser"))
                .isNotEqualTo(RecommendationId.of("e1", "v1", "semsr-f/niser"))
                .isNotEqualTo(RecommendationId.of("e1v", "1", "base/niser"));
    }
}
