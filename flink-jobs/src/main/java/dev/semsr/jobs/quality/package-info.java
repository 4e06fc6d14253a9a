/** The quality job: clicks against the lists before them, as reports by the minute. */
package dev.semsr.jobs.quality;
