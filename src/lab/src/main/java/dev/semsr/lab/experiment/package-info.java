/**
 * Experiments: several models, several seeds, one protocol. Every training has a folder of its own
 * and can be stopped at any time; the next start goes on where it stopped and skips what is done.
 */
package dev.semsr.lab.experiment;
