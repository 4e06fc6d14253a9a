/** This machine and its processes, as figures need to be told with them. */
package dev.semsr.app.machine;
