/** Decides whether a new model version may follow the one that answers. */
package dev.semsr.lab.gate;
