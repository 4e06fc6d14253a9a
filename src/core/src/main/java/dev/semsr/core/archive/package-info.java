/** What the archive keeps of a session, and when a session has ended. */
package dev.semsr.core.archive;
