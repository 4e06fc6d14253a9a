/** Flink inside this process, and the jobs on it. */
package dev.semsr.app.jobs;
