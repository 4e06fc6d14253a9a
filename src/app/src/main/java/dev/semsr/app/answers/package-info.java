/** Reads what the job answers, and measures how soon and how well it does. */
package dev.semsr.app.answers;
