/**
 * A shop of the project's own: made-up items with believable text, and shoppers whose clicks follow
 * an intent. The same seed makes the same shop, byte for byte.
 */
package dev.semsr.lab.demoshop;
