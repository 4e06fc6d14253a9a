/**
 * How a data set is split into what a model may learn from and what it is asked. Nothing after the
 * cut is in training, in any protocol.
 */
package dev.semsr.lab.protocol;
