/** The quality topic, read for people. */
package dev.semsr.app.quality;
