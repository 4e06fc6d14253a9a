/**
 * Imports interactions and items from CSV files into a data-set folder. Nothing that is wrong in
 * the files is passed over in silence: every problem is counted by kind, and the first ones are
 * kept with file and line.
 */
package dev.semsr.lab.csv;
