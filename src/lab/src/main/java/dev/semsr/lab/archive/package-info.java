/** Reads the archive of ended sessions as the archive job writes it. */
package dev.semsr.lab.archive;
