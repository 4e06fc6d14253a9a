package dev.semsr.app.demo;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import dev.semsr.app.answers.AnswerMeter;
import dev.semsr.app.answers.Percentiles;

/**
 * What came of a demo. As JSON it is the last line of a headless one.
 *
 * @param clicks clicks sent, those of the warm-up included
 * @param recommendations clicks that were answered, each counted once
 * @param deadLetters dead letters that arrived
 * @param latency from the moment a click was due to the arrival of its answer, without warm-up
 * @param hitRateAt20 share of lists that held the shopper's next click; null if there was no list
 *     that a click followed
 * @param modelVersion the model that answered last
 */
@JsonPropertyOrder({
    "clicks",
    "recommendations",
    "dead_letters",
    "latency_ms",
    "hit_rate_at_20",
    "model_version"
})
public record DemoReport(
        @JsonProperty("clicks") long clicks,
        @JsonProperty("recommendations") long recommendations,
        @JsonProperty("dead_letters") long deadLetters,
        @JsonProperty("latency_ms") Latency latency,
        @JsonProperty("hit_rate_at_20") Double hitRateAt20,
        @JsonProperty("model_version") String modelVersion) {

    /**
     * Latencies in milliseconds.
     *
     * @param p50 half of the answers came sooner
     * @param p90 nine of ten came sooner
     * @param p99 99 of 100 came sooner
     */
    public record Latency(double p50, double p90, double p99) {}

    static DemoReport of(AnswerMeter meter, long deadLetters, String modelVersion) {
        Percentiles latency = Percentiles.of(meter.latencies());
        return new DemoReport(
                meter.asked(),
                meter.answered(),
                deadLetters,
                new Latency(latency.p50(), latency.p90(), latency.p99()),
                Double.isNaN(meter.hitRate()) ? null : Math.round(meter.hitRate() * 1e4) / 1e4,
                modelVersion);
    }

    /** Whether every click was answered. */
    @JsonIgnore
    public boolean isComplete() {
        return clicks == recommendations;
    }
}
