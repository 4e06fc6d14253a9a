/**
 * SemSR-A: a language model reads the titles of a session and names titles that may come next; the
 * catalogue's nearest titles are the recommendation.
 */
package dev.semsr.lab.agent;
