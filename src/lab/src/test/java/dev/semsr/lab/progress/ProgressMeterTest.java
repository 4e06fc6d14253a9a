package dev.semsr.lab.progress;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ProgressMeterTest {

    private final AtomicLong clock = new AtomicLong();
    private final List<Progress> reports = new ArrayList<>();
    private final ProgressMeter meter =
            new ProgressMeter(reports::add, "Reading", "rows", 400, clock::get);

    @Test
    void reportsFourTimesASecondAtMostAndAtTheEnd() {
        for (int i = 0; i < 100; i++) {
            clock.addAndGet(Duration.ofMillis(10).toNanos());
            meter.add(1);
        }
        meter.finish();

        assertThat(reports).hasSize(5);
        assertThat(reports.get(4).finished()).isTrue();
        assertThat(reports.get(4).done()).isEqualTo(100);
    }

    @Test
    void tellsRateAndTimeLeft() {
        clock.addAndGet(Duration.ofSeconds(1).toNanos());
        meter.add(100);

        assertThat(reports.get(0).left()).contains(Duration.ofSeconds(3));
        assertThat(reports.get(0).text()).isEqualTo("Reading: 100 of 400 rows, 100/s, 3 s left");
    }
}
