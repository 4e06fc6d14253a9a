/**
 * How a data set is split into what a model may learn from and what it is asked. No test click is
 * in training, in any protocol; the splits by time and by newest sessions also keep out of it all
 * clicks after the cut.
 */
package dev.semsr.lab.protocol;
