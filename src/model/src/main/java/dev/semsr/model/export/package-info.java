/** From trained tables to a SavedModel that serves. */
package dev.semsr.model.export;
