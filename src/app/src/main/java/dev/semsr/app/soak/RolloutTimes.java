package dev.semsr.app.soak;

import dev.semsr.app.answers.Percentiles;
import dev.semsr.app.soak.RolloutMeter.Kind;
import java.util.List;
import java.util.stream.Stream;
import org.HdrHistogram.Histogram;

/**
 * How long rollouts took, and what shoppers felt of them. Times are milliseconds.
 *
 * @param rollouts order to all traffic answered by the new version
 * @param rollbacks order to all traffic answered by the old version again
 * @param orders how many of both
 * @param usual latency of clicks without rollouts
 * @param meanwhile latency of clicks from an order until its version has all traffic
 * @param usualWindows 99th percentile of each two seconds of usual traffic
 * @param orderWindows 99th percentile of the time of each order
 */
public record RolloutTimes(
        Percentiles rollouts,
        Percentiles rollbacks,
        long orders,
        Percentiles usual,
        Percentiles meanwhile,
        List<Double> usualWindows,
        List<Double> orderWindows) {

    static RolloutTimes of(RolloutMeter meter) {
        Histogram meanwhile = meter.latencies(Kind.ROLLOUT);
        meanwhile.add(meter.latencies(Kind.ROLLBACK));
        Histogram rollouts = meter.takeovers(Kind.ROLLOUT);
        Histogram rollbacks = meter.takeovers(Kind.ROLLBACK);
        return new RolloutTimes(
                Percentiles.of(rollouts),
                Percentiles.of(rollbacks),
                rollouts.getTotalCount() + rollbacks.getTotalCount(),
                Percentiles.of(meter.latencies(Kind.USUAL)),
                Percentiles.of(meanwhile),
                meter.windows(Kind.USUAL),
                Stream.of(Kind.ROLLOUT, Kind.ROLLBACK)
                        .flatMap(kind -> meter.windows(kind).stream())
                        .toList());
    }

    /** How many windows have a 99th percentile above twice the usual one. */
    long aboveTwice(List<Double> windows) {
        return windows.stream().filter(p99 -> p99 > 2 * usual.p99()).count();
    }
}
