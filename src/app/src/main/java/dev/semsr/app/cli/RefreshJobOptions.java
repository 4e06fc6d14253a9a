package dev.semsr.app.cli;

import dev.semsr.jobs.refresh.RefreshOptions;

/** The options of the refresh job. */
final class RefreshJobOptions extends JobConfigOptions {

    RefreshJobOptions() {
        super(RefreshOptions.all());
    }
}
