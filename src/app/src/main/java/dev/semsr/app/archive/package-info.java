/** The archive of ended sessions where it is not on a disk of this machine. */
package dev.semsr.app.archive;
