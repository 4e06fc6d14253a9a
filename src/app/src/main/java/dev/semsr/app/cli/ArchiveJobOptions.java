package dev.semsr.app.cli;

import dev.semsr.jobs.archive.ArchiveOptions;

/** The options of the archive job. */
final class ArchiveJobOptions extends JobConfigOptions {

    ArchiveJobOptions() {
        super(ArchiveOptions.all());
    }
}
