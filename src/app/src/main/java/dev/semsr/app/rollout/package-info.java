/** Orders rollouts and watches what becomes of them. */
package dev.semsr.app.rollout;
