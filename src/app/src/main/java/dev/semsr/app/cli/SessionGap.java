package dev.semsr.app.cli;

import java.time.Duration;
import picocli.CommandLine.Option;

/** Where the clicks of a visitor are cut into sessions. */
final class SessionGap {

    @Option(
            names = "--gap",
            paramLabel = "MINUTES",
            defaultValue = "30",
            description =
                    "A session ends when nothing was clicked for so long; 0 leaves all clicks of a"
                            + " visitor together (${DEFAULT-VALUE}).")
    private long minutes;

    /** The gap; null for none. */
    Duration duration() {
        return minutes <= 0 ? null : Duration.ofMinutes(minutes);
    }
}
