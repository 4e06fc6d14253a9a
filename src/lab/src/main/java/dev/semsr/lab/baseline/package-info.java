/** Simple scorers that every model has to beat. */
package dev.semsr.lab.baseline;
