/** The JSON form of the lab's records: snake case, ISO times, sorted maps, indented. */
package dev.semsr.lab.json;
