package dev.semsr.app.chaos;

import dev.semsr.app.demo.ShopFolders;
import dev.semsr.app.demo.ShopPlan;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;

/**
 * What a run does.
 *
 * @param seed decides the faults and the clicks
 * @param faults how many faults at most
 * @param limit time after which no further fault begins
 * @param kinds kinds of faults to draw from
 * @param rate clicks a second
 * @param exactlyOnce whether the job writes in transactions
 * @param plan the shop whose model answers
 * @param folders where the shop is kept
 * @param work for logs, topics and state of the run; must be empty
 */
public record ChaosSettings(
        long seed,
        int faults,
        Duration limit,
        Set<FaultKind> kinds,
        double rate,
        boolean exactlyOnce,
        ShopPlan plan,
        ShopFolders folders,
        Path work) {}
