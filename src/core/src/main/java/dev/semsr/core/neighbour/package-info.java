/** Recommending by what other sessions did: co-visits and nearest sessions. */
package dev.semsr.core.neighbour;
