/** Reads the dead letters of a job and puts them back on the topics they came from. */
package dev.semsr.app.deadletters;
