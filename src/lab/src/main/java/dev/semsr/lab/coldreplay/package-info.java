/** Items that training has not seen, published one by one while the test sessions are replayed. */
package dev.semsr.lab.coldreplay;
