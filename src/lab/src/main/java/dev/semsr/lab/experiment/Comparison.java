package dev.semsr.lab.experiment;

import dev.semsr.lab.evaluation.PairedBootstrap;

/**
 * How much better one model is than another on the same cases, and how sure that is.
 *
 * @param model the one
 * @param over the other
 * @param metric such as {@code Recall@20}
 * @param interval difference of the means over seeds, and its interval
 */
public record Comparison(
        String model, String over, String metric, PairedBootstrap.Interval interval) {}
