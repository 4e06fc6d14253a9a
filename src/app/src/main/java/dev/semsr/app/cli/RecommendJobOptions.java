package dev.semsr.app.cli;

import dev.semsr.jobs.recommend.RecommendOptions;

/** The options of the main job. */
final class RecommendJobOptions extends JobConfigOptions {

    RecommendJobOptions() {
        super(RecommendOptions.all());
    }
}
