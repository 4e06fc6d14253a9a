package dev.semsr.app.cli;

import dev.semsr.lab.dataset.Dataset;
import dev.semsr.lab.experiment.ItemTexts;
import dev.semsr.lab.experiment.TextChoice;
import dev.semsr.lab.experiment.TextSource;
import dev.semsr.model.encoder.EncodedCatalogue;
import java.util.HashMap;
import java.util.Map;

/** Encodes the texts of a data set when a model first reads them, and keeps them. */
final class EncodedTexts implements TextSource {

    private final Dataset dataset;
    private final EncoderOptions encoder;
    private final CommonOptions common;
    private final Map<TextChoice, ItemTexts> encoded = new HashMap<>();

    EncodedTexts(Dataset dataset, EncoderOptions encoder, CommonOptions common) {
        this.dataset = dataset;
        this.encoder = encoder;
        this.common = common;
    }

    @Override
    public ItemTexts of(TextChoice choice) {
        if (dataset.info().itemsWithTitle() == 0) {
            return null;
        }
        return encoded.computeIfAbsent(choice, this::encode);
    }

    private ItemTexts encode(TextChoice choice) {
        EncodedCatalogue text =
                encoder.encode(dataset.items(), choice.encoder(), choice.template(), common);
        return new ItemTexts(text.vectors(), text.encoder(), text.template());
    }
}
