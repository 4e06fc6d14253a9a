package dev.semsr.lab.csv;

import java.time.Clock;
import java.time.Instant;

/**
 * How to import.
 *
 * @param name name of the data set; null to take the name of the target folder
 * @param strict whether to fail on the first problem
 * @param samplesPerKind how many problems of each kind to keep with file and line
 * @param earliest time stamps before this are absurd
 * @param clock tells now; time stamps more than a day later are absurd
 */
public record CsvImportSettings(
        String name, boolean strict, int samplesPerKind, Instant earliest, Clock clock) {

    private static final Instant BEFORE_ANY_SHOP = Instant.parse("1990-01-01T00:00:00Z");
    private static final int SAMPLES = 10;

    /** Tolerant, ten samples of each kind. */
    public static CsvImportSettings defaults() {
        return new CsvImportSettings(null, false, SAMPLES, BEFORE_ANY_SHOP, Clock.systemUTC());
    }

    /** The same under a name of its own. */
    public CsvImportSettings withName(String newName) {
        return new CsvImportSettings(newName, strict, samplesPerKind, earliest, clock);
    }

    /** The same, strict or tolerant. */
    public CsvImportSettings withStrict(boolean newStrict) {
        return new CsvImportSettings(name, newStrict, samplesPerKind, earliest, clock);
    }

    /** The same with another clock. */
    public CsvImportSettings withClock(Clock newClock) {
        return new CsvImportSettings(name, strict, samplesPerKind, earliest, newClock);
    }
}
