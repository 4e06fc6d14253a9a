package dev.semsr.jobs.recommend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.semsr.core.ranking.RankingSettings;
import dev.semsr.core.session.ClickLimits;
import dev.semsr.core.session.SessionLimits;
import dev.semsr.jobs.config.InvalidOptionException;
import java.time.Duration;
import java.util.Map;
import org.apache.flink.configuration.Configuration;
import org.junit.jupiter.api.Test;

class RecommendSettingsTest {

    @Test
    void theDefaultsAreThoseOfTheCore() {
        RecommendSettings settings = RecommendSettings.from(new Configuration());

        assertThat(settings.clickLimits()).isEqualTo(ClickLimits.DEFAULT);
        assertThat(settings.sessionLimits()).isEqualTo(SessionLimits.DEFAULT);
        assertThat(settings.ranking()).isEqualTo(new RankingSettings(20, true, true, 50, 0));
        assertThat(settings.batching().topK()).isEqualTo(70);
    }

    @Test
    void optionsReachTheirSettings() {
        RecommendSettings settings =
                RecommendSettings.from(
                        Configuration.fromMap(
                                Map.of(
                                        "session.max-clicks", "7",
                                        "session.gap", "5 min",
                                        "clicks.max-age", "100000 d",
                                        "ranking.top-k", "3",
                                        "ranking.over-fetch", "10",
                                        "scoring.timeout", "2 s",
                                        "scoring.max-batch", "9")));

        assertThat(settings.sessionLimits().maxClicks()).isEqualTo(7);
        assertThat(settings.sessionLimits().gap()).isEqualTo(Duration.ofMinutes(5));
        assertThat(settings.clickLimits().maxAge()).isEqualTo(Duration.ofDays(100_000));
        assertThat(settings.ranking().topK()).isEqualTo(3);
        assertThat(settings.batching().topK()).isEqualTo(13);
        assertThat(settings.scoringTimeout()).isEqualTo(Duration.ofSeconds(2));
        assertThat(settings.batching().maxBatch()).isEqualTo(9);
    }

    @Test
    void valuesThatMakeNoSenseAreNamedByTheirOption() {
        assertInvalid("ranking.top-k", "0", "'ranking.top-k' is 0; it must be at least 1");
        assertInvalid("session.max-clicks", "-1", "'session.max-clicks' is -1");
        assertInvalid("scoring.timeout", "0 s", "'scoring.timeout' is PT0S");
        assertInvalid("session.retention", "1 min", "'session.retention' (PT1M) is shorter than");
        assertInvalid("dead-letters.max-size", "3 gb", "'dead-letters.max-size' is 3221225472");
    }

    private static void assertInvalid(String option, String value, String message) {
        Configuration config = Configuration.fromMap(Map.of(option, value));
        assertThatThrownBy(() -> RecommendSettings.from(config))
                .isInstanceOf(InvalidOptionException.class)
                .hasMessageContaining(message);
    }
}
