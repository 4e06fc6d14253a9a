package dev.semsr.jobs.encoding;

import java.io.Serializable;
import java.time.Duration;

/**
 * How texts are brought to the encoder.
 *
 * @param maxBatch texts in one call of the encoder
 * @param maxRequestsPerSecond calls a second; 0 for no limit
 * @param firstBackOff pause after a first failed call; each further one waits twice as long
 * @param maxBackOff longest pause between two calls
 * @param cacheFolder folder of vectors on the disk of this machine; null for none
 */
public record EncodingSettings(
        int maxBatch,
        double maxRequestsPerSecond,
        Duration firstBackOff,
        Duration maxBackOff,
        String cacheFolder)
        implements Serializable {

    private static final long serialVersionUID = 1L;
}
