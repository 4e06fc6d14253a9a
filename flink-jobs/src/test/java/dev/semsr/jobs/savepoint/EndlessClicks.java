package dev.semsr.jobs.savepoint;

import dev.semsr.jobs.record.RawRecord;
import dev.semsr.jobs.testing.AlphabetScorer;
import dev.semsr.jobs.testing.Records;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.api.connector.source.util.ratelimit.RateLimiterStrategy;
import org.apache.flink.connector.datagen.source.DataGeneratorSource;
import org.apache.flink.connector.datagen.source.GeneratorFunction;

/**
 * Clicks of a few sessions in turn, without end. Click {@code e<n>} is number {@code n / SESSIONS}
 * of its session, so that every answer shows whether its session has gone on.
 */
final class EndlessClicks implements GeneratorFunction<Long, RawRecord> {

    /** How many sessions there are. */
    static final int SESSIONS = 5;

    private static final long serialVersionUID = 1L;
    private static final double PER_SECOND = 200;

    @Override
    public RawRecord map(Long number) {
        String item = AlphabetScorer.ITEMS.get((int) (number % AlphabetScorer.ITEMS.size()));
        return Records.record(
                number, Records.bytes(Records.click("e" + number, "s" + number % SESSIONS, item)));
    }

    /** What sequence the answer to a click must have. */
    static long sequence(String eventId) {
        return Long.parseLong(eventId.substring(1)) / SESSIONS + 1;
    }

    /** A source of these clicks, which remembers where it is. */
    static Source<RawRecord, ?, ?> source() {
        return new DataGeneratorSource<>(
                new EndlessClicks(),
                Long.MAX_VALUE,
                RateLimiterStrategy.perSecond(PER_SECOND),
                TypeInformation.of(RawRecord.class));
    }
}
