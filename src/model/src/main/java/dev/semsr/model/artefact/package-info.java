/** Model artefacts on disk: what is in one, how it appears whole, and how it is checked. */
package dev.semsr.model.artefact;
