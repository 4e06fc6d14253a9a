package dev.semsr.lab.experiment;

/**
 * Which text vectors a model reads.
 *
 * @param encoder specification of the encoder; empty for that of the experiment
 * @param template parts of an item's text, such as {@code title-brand}; empty for those of the
 *     experiment
 */
public record TextChoice(String encoder, String template) {

    /** Encoder and template of the experiment. */
    public static final TextChoice STANDARD = new TextChoice("", "");

    /** The experiment's encoder on other parts of the items. */
    public static TextChoice template(String template) {
        return new TextChoice("", template);
    }

    /** Another encoder on the experiment's parts of the items. */
    public static TextChoice encoder(String encoder) {
        return new TextChoice(encoder, "");
    }
}
