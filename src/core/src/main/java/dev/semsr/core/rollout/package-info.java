/** Which model versions answer which sessions, and what a person orders to change that. */
package dev.semsr.core.rollout;
