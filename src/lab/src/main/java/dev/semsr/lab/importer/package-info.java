/** Importers of the formats in which public click data comes. */
package dev.semsr.lab.importer;
