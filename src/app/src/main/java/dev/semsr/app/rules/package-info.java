/** Writes and reads the shop's rules on their topic. */
package dev.semsr.app.rules;
