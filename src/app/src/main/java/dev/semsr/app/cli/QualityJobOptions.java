package dev.semsr.app.cli;

import dev.semsr.jobs.quality.QualityOptions;

/** The options of the quality job. */
final class QualityJobOptions extends JobConfigOptions {

    QualityJobOptions() {
        super(QualityOptions.all());
    }
}
