/** Asks a scorer the questions of a test and says how well it did; dumps the lists it gives. */
package dev.semsr.lab.evaluation;
