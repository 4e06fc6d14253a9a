/** How long work tells how far it is: rows, rate, time left. */
package dev.semsr.lab.progress;
