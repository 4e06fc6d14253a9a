package dev.semsr.app.demo;

import java.time.Duration;

/**
 * How a demo runs.
 *
 * @param plan the shop and its model
 * @param folders where they are kept
 * @param rate clicks a second
 * @param duration how long clicks are measured; null to go on until stopped
 * @param webPort port of Flink's web page; 0 for one that is free
 * @param kafkaPort port of the broker; 0 for one that is free
 * @param parallelism subtasks of each operator, and partitions of the topics
 */
public record DemoSettings(
        ShopPlan plan,
        ShopFolders folders,
        double rate,
        Duration duration,
        int webPort,
        int kafkaPort,
        int parallelism) {}
