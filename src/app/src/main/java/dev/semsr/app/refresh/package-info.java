/** What a refresh of a model remembers between its steps, so that it goes on where it stopped. */
package dev.semsr.app.refresh;
