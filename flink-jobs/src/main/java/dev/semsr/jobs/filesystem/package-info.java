/** Folders in any file system that Flink can open. */
package dev.semsr.jobs.filesystem;
