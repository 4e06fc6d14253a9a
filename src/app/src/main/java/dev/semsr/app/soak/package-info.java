/** A long run that watches whether memory stays flat: sessions, model versions and job restarts. */
package dev.semsr.app.soak;
