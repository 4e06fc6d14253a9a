package dev.semsr.lab.experiment;

/**
 * A model as an experiment declares it: a known one, and what is changed in it.
 *
 * @param label its name in tables: the known one, after a space what is changed
 * @param model variant and backbone, such as {@code semsr-f+/niser}, or {@code semsr-x}
 * @param depth items that SemSR-F+ re-ranks; 0 for its default
 * @param textDimensions width to which text vectors are cut; -1 for the default
 * @param text the text vectors that it reads
 */
public record DeclaredModel(
        String label, String model, int depth, int textDimensions, TextChoice text) {

    private static final int UNCHANGED = -1;

    /** A known model as it is. */
    static DeclaredModel of(String model) {
        return new DeclaredModel(model, model, 0, UNCHANGED, TextChoice.STANDARD);
    }

    DeclaredModel withDepth(int newDepth) {
        return new DeclaredModel(
                model + " depth " + newDepth, model, newDepth, textDimensions, text);
    }

    DeclaredModel withTextDimensions(int width) {
        return new DeclaredModel(model + " text " + width, model, depth, width, text);
    }

    DeclaredModel withTemplate(String template) {
        return new DeclaredModel(
                model + " " + template,
                model,
                depth,
                textDimensions,
                TextChoice.template(template));
    }

    DeclaredModel withEncoder(String encoder) {
        return new DeclaredModel(
                model + " " + encoder, model, depth, textDimensions, TextChoice.encoder(encoder));
    }

    /** Whether it changes the width of text vectors. */
    public boolean cutsText() {
        return textDimensions != UNCHANGED;
    }

    /** Name of the variant. */
    public String variant() {
        return hasBackbone() ? model.substring(0, model.indexOf('/')) : model;
    }

    /** Whether it names a backbone; a blend names its own. */
    public boolean hasBackbone() {
        return model.indexOf('/') >= 0;
    }

    /** Name of the backbone. */
    public String backbone() {
        return model.substring(model.indexOf('/') + 1);
    }
}
