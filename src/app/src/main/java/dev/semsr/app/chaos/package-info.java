/**
 * Faults injected into a cluster under load, on a schedule that a seed decides, and the proof from
 * the topics' history that nothing was lost, repeated, reordered or wrong.
 */
package dev.semsr.app.chaos;
