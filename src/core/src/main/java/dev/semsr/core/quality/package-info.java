/** How good live lists are: what a click says about the list before it, and when to go back. */
package dev.semsr.core.quality;
