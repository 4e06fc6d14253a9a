/** Reads and rewrites the sessions in a savepoint of the main job, while no job runs. */
package dev.semsr.jobs.savepoint;
