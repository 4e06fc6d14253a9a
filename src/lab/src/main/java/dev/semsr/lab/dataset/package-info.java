/**
 * The project's own data-set folder: {@code items.avro} and {@code clicks.avro} (Avro container
 * files of the records that also travel over Kafka) and {@code dataset.json} (counts, time window,
 * origin and checksums). Clicks lie in replay order, so that a replay is a plain read.
 */
package dev.semsr.lab.dataset;
