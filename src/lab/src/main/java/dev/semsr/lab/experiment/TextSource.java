package dev.semsr.lab.experiment;

/** Gives the text vectors of a data set: encoded when they are first asked for. */
@FunctionalInterface
public interface TextSource {

    /** The vectors of a choice, one row an item of the data set; null if no item has text. */
    ItemTexts of(TextChoice choice);
}
