package dev.semsr.app.cli;

import dev.semsr.core.encoding.ItemTextTemplate;
import dev.semsr.core.encoding.TextEncoder;
import dev.semsr.model.encoder.EncodedCatalogue;
import dev.semsr.model.encoder.EncoderSpec;
import dev.semsr.model.encoder.VectorCache;
import dev.semsr.schemas.Item;
import java.util.List;
import picocli.CommandLine.Option;

/** The options of commands that turn item text into vectors; a {@code Mixin}. */
public final class EncoderOptions {

    @Option(
            names = "--encoder",
            paramLabel = "ENCODER",
            defaultValue = "bge-small-en-v15-q",
            description = "Text encoder (${DEFAULT-VALUE}): " + EncoderSpec.FORMS + ".")
    private String encoder;

    @Option(
            names = "--template",
            paramLabel = "PARTS",
            defaultValue = "title-brand-category",
            description =
                    "Parts of an item that make its text, in order: title, brand, category,"
                            + " description, joined by - (${DEFAULT-VALUE}).")
    private String template;

    @Option(
            names = "--encoder-batch",
            paramLabel = "N",
            defaultValue = "" + EncodedCatalogue.DEFAULT_BATCH,
            description = "Texts in one call of the encoder (${DEFAULT-VALUE}).")
    private int batch;

    /**
     * Encodes what the vector cache does not hold, with progress.
     *
     * @param items the catalogue
     * @param common where to keep the vectors and what to print on
     */
    public EncodedCatalogue encode(List<Item> items, CommonOptions common) {
        return encode(items, "", "", common);
    }

    /**
     * The same with another encoder or template than the options say.
     *
     * @param otherEncoder empty for that of the options
     * @param otherTemplate empty for that of the options
     */
    EncodedCatalogue encode(
            List<Item> items, String otherEncoder, String otherTemplate, CommonOptions common) {
        EncoderSpec spec =
                common.checked(
                        () -> EncoderSpec.parse(otherEncoder.isEmpty() ? encoder : otherEncoder));
        ItemTextTemplate parts =
                common.checked(
                        () ->
                                ItemTextTemplate.parse(
                                        otherTemplate.isEmpty() ? template : otherTemplate));
        try (TextEncoder opened = spec.open();
                VectorCache cache = VectorCache.open(common.home().vectors(), opened);
                CountedProgress progress =
                        common.terminal().counted("Encoding", "texts", items.size())) {
            return EncodedCatalogue.of(
                    items,
                    parts,
                    opened,
                    cache,
                    batch,
                    (done, total) -> progress.done(done, total));
        }
    }
}
