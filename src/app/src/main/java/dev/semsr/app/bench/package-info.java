/** Measures the whole path on one machine: broker, load and job in this process. */
package dev.semsr.app.bench;
