package dev.semsr.lab.experiment;

import dev.semsr.core.encoding.VectorTable;

/**
 * The text vectors of a catalogue.
 *
 * @param vectors one row an item, in the order of the data set; zeros for an item without text
 * @param encoder name of the encoder
 * @param template how an item's text was put together
 */
public record ItemTexts(VectorTable vectors, String encoder, String template) {

    /** Encoder and template, for people. */
    public String name() {
        return encoder + " on " + template;
    }
}
