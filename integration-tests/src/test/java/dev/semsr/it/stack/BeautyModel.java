package dev.semsr.it.stack;

import dev.semsr.core.encoding.ItemTextTemplate;
import dev.semsr.core.encoding.TextEncoder;
import dev.semsr.lab.csv.CsvImport;
import dev.semsr.lab.csv.CsvImportSettings;
import dev.semsr.lab.dataset.Dataset;
import dev.semsr.lab.dataset.DatasetFolder;
import dev.semsr.lab.progress.ProgressListener;
import dev.semsr.lab.protocol.GlobalTimeSplit;
import dev.semsr.lab.protocol.Split;
import dev.semsr.model.artefact.Artefact;
import dev.semsr.model.artefact.FileModelStore;
import dev.semsr.model.device.TensorFlowNatives;
import dev.semsr.model.encoder.EncodedCatalogue;
import dev.semsr.model.encoder.EncoderSpec;
import dev.semsr.model.encoder.EncodingProgress;
import dev.semsr.model.encoder.VectorCache;
import dev.semsr.model.network.Backbone;
import dev.semsr.model.network.Variant;
import dev.semsr.model.training.Corpus;
import dev.semsr.model.training.ExportDetails;
import dev.semsr.model.training.Trainer;
import dev.semsr.model.training.TrainingProgress;
import dev.semsr.model.training.TrainingSettings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Amazon Beauty with a model that has learned little: enough that its lists differ from session to
 * session, which is all that a comparison of online and offline needs.
 *
 * @param dataset folder of the data set
 * @param store folder of the model store
 * @param split the global time split, cut to some of the test sessions
 * @param model the model
 */
public record BeautyModel(Path dataset, Path store, Split split, Artefact model) {

    /** Name of the model. */
    public static final String NAME = "it-beauty-semsr-f";

    private static final int LEARNED = 3_000;

    /** Test sessions that are compared: all of them, some 60,000 clicks, unless told otherwise. */
    private static final int COMPARED = Integer.getInteger("semsr.it.beauty.sessions", 1 << 20);

    /** Where the data set is looked for. */
    public static Path data() {
        String folder = System.getenv("SEMSR_DATA");
        Path shared = folder == null ? Path.of("..", "..", "shared", "data") : Path.of(folder);
        return shared.resolve("amazon-beauty-2014").toAbsolutePath().normalize();
    }

    /** Whether the data set is there. */
    public static boolean isThere() {
        return Files.exists(data().resolve("interactions.csv.gz"));
    }

    /** Imports, trains and publishes what is not there from an earlier run. */
    public static BeautyModel make(Path home) {
        Path dataset = home.resolve("datasets").resolve(NAME);
        if (!DatasetFolder.exists(dataset)) {
            importCsv(dataset);
        }
        Dataset data = DatasetFolder.open(dataset).load();
        Split whole = GlobalTimeSplit.defaults().split(data);
        Path store = home.resolve("models");
        var models = new FileModelStore(store);
        Artefact model =
                models.latest(NAME)
                        .map(manifest -> models.open(NAME, manifest.version()))
                        .orElseGet(() -> train(whole, encode(data, home), models, home));
        return new BeautyModel(dataset, store, compared(whole), model);
    }

    private static void importCsv(Path dataset) {
        new CsvImport(CsvImportSettings.defaults())
                .run(
                        data().resolve("interactions.csv.gz"),
                        Optional.of(data().resolve("items.csv.gz")),
                        dataset,
                        ProgressListener.silent());
    }

    private static Split compared(Split whole) {
        return new Split(
                whole.protocol(),
                whole.cut(),
                whole.itemIds(),
                whole.training(),
                whole.trainingTimes(),
                whole.validation(),
                whole.cases(),
                whole.sessions().subList(0, Math.min(COMPARED, whole.sessions().size())),
                whole.seen(),
                whole.firstTraining(),
                whole.lastTraining());
    }

    private static EncodedCatalogue encode(Dataset data, Path home) {
        try (TextEncoder encoder = EncoderSpec.DEFAULT.open();
                VectorCache cache = VectorCache.open(home.resolve("vectors"), encoder)) {
            return EncodedCatalogue.of(
                    data.items(),
                    ItemTextTemplate.DEFAULT,
                    encoder,
                    cache,
                    EncodedCatalogue.DEFAULT_BATCH,
                    EncodingProgress.silent());
        }
    }

    private static Artefact train(
            Split split, EncodedCatalogue text, FileModelStore models, Path home) {
        TensorFlowNatives.load();
        var corpus =
                new Corpus(
                        split.itemIds(),
                        split.training().subList(0, LEARNED),
                        List.of(),
                        text.vectors(),
                        text.name());
        var settings =
                TrainingSettings.defaults(Variant.SEMSR_F, Backbone.NISER).toBuilder()
                        .epochs(1)
                        .build();
        var trained = Trainer.train(corpus, settings, null, false, TrainingProgress.silent());
        var details =
                new ExportDetails(
                        NAME,
                        FileModelStore.newVersion(Clock.systemUTC()),
                        text.template(),
                        null,
                        null,
                        Map.of(),
                        Clock.systemUTC().instant());
        Path aside = home.resolve("training").resolve(NAME + "-" + details.version());
        trained.export(aside, details);
        return models.publish(aside);
    }
}
