/** Where model versions are kept: a folder, or any file system that Flink can open. */
package dev.semsr.jobs.modelstore;
