/** What is asked of the job about single sessions. */
package dev.semsr.app.sessions;
