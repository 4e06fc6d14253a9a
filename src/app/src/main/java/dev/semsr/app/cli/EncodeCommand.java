package dev.semsr.app.cli;

import dev.semsr.lab.dataset.DatasetFolder;
import dev.semsr.lab.dataset.RecordStream;
import dev.semsr.model.encoder.EncodedCatalogue;
import dev.semsr.model.encoder.EncoderSettings;
import dev.semsr.schemas.Item;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Encodes the texts of a data set ahead of training. */
@Command(
        name = "encode",
        description = "Turn the texts of a data set's items into vectors.",
        footer = {
            "",
            "Vectors are kept in the home folder by encoder and text: a second run encodes only what"
                    + " changed, and training takes them from there.",
            "The key of a remote encoder is read from the environment variable "
                    + EncoderSettings.KEY_VARIABLE
                    + "."
        })
final class EncodeCommand implements Runnable {

    @Mixin private CommonOptions common;

    @Mixin private EncoderOptions encoder;

    @Parameters(
            paramLabel = "DATASET",
            description = "Folder of a data set, or its name below the home folder.")
    private String dataset;

    @Option(names = "--json", description = "Print the result as JSON.")
    private boolean json;

    /** What is printed with {@code --json}. */
    record Result(
            String dataset,
            String encoder,
            int width,
            int items,
            int encoded,
            int cached,
            int withoutText,
            double seconds) {}

    @Override
    public void run() {
        DatasetFolder folder = DatasetArgument.open(dataset, common.home());
        long begun = System.nanoTime();
        EncodedCatalogue catalogue = encoder.encode(items(folder), common);
        print(folder.info().name(), catalogue, (System.nanoTime() - begun) / 1e9);
    }

    private void print(String name, EncodedCatalogue catalogue, double seconds) {
        Result result =
                new Result(
                        name,
                        catalogue.name(),
                        catalogue.vectors().width(),
                        catalogue.vectors().rows(),
                        catalogue.encoded(),
                        catalogue.cached(),
                        catalogue.withoutText(),
                        seconds);
        if (json) {
            common.terminal().json(result);
            return;
        }
        common.terminal()
                .print(
                        "%s: %,d texts encoded by %s (%d wide) in %.1f s, %,d were there already,"
                                + " %,d items have no text",
                        name,
                        result.encoded(),
                        result.encoder(),
                        result.width(),
                        seconds,
                        result.cached(),
                        result.withoutText());
    }

    private static List<Item> items(DatasetFolder folder) {
        List<Item> items = new ArrayList<>();
        try (RecordStream<Item> stream = folder.items()) {
            stream.forEachRemaining(items::add);
        }
        return items;
    }
}
