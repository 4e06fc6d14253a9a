/** Pages for people, made from stored results and nothing else. */
package dev.semsr.lab.report;
