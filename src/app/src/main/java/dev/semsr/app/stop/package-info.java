/** How long-running commands are told to end, and what they tidy up. */
package dev.semsr.app.stop;
