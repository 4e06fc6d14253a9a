package dev.semsr.app.soak;

import java.nio.file.Path;
import java.time.Duration;

/**
 * What a soak run does.
 *
 * @param duration how long
 * @param rate clicks a second
 * @param items size of the catalogue
 * @param modelLoads how many model versions are loaded and freed, spread over the time
 * @param restarts how often the job is stopped with a savepoint and started from it
 * @param stateMemory mebibytes that RocksDB has for its cache and buffers, of all subtasks
 * @param work for logs, topics and state; must be empty
 */
public record SoakSettings(
        Duration duration,
        double rate,
        int items,
        int modelLoads,
        int restarts,
        int stateMemory,
        Path work) {}
