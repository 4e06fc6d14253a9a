package dev.semsr.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.semsr.app.bench.BadModelBench;
import dev.semsr.app.bench.BadModelReport;
import dev.semsr.app.bench.BadModelSettings;
import dev.semsr.app.demo.TrainedShop;
import dev.semsr.app.quality.QualitySum;
import dev.semsr.app.stop.StopSignal;
import dev.semsr.it.stack.SharedShop;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A version with random weights gets half of the sessions, and the quality job takes it back. */
@ExtendWith(SharedShop.class)
class BadModelIT {

    private static final Logger LOG = LoggerFactory.getLogger(BadModelIT.class);
    private static final BadModelSettings SETTINGS =
            new BadModelSettings(
                    80,
                    1,
                    50,
                    Duration.ofSeconds(2),
                    Duration.ofMinutes(5),
                    Map.of("quality.rollback.min-clicks", "100"));

    @Test
    void aModelThatHasLearnedNothingIsFoundAndTakenBackByItself(TrainedShop shop) throws Exception {
        BadModelReport report =
                new BadModelBench(shop, SharedShop.FOLDERS, SETTINGS, new StopSignal(), LOG::info)
                        .run();

        assertThat(report.found()).hasSize(1);
        assertThat(report.found().get(0).isFound()).isTrue();
        assertThat(report.found().get(0).answers()).isPositive();
        assertThat(report.found().get(0).reason())
                .startsWith("automatic: " + BadModelBench.BAD + " is worse");
        assertThat(report.answeredAtTheEnd()).containsExactly(shop.model().version());
        assertThat(report.states()).containsExactly("LOADING", "READY", "FREED");
        assertThat(report.answered()).isEqualTo(report.asked());
        assertThat(hitRate(report, BadModelBench.BAD))
                .isLessThan(hitRate(report, shop.model().version()));
    }

    private static double hitRate(BadModelReport report, String version) {
        QualitySum sum = report.quality().get(report.shop() + "/" + version);
        assertThat(sum).as(version).isNotNull();
        return sum.hitRate();
    }
}
