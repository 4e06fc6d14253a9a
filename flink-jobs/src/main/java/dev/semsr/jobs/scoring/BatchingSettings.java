package dev.semsr.jobs.scoring;

import java.io.Serializable;
import java.time.Duration;

/**
 * How requests are put together for the device.
 *
 * @param maxBatch sessions in one call of the device, at most
 * @param queueCapacity requests that may wait; those above are answered by the fallback
 * @param topK items that a session is answered with, beside those that it has clicked itself
 * @param pollInterval how often the model store is looked at while no model is loaded
 */
public record BatchingSettings(int maxBatch, int queueCapacity, int topK, Duration pollInterval)
        implements Serializable {}
