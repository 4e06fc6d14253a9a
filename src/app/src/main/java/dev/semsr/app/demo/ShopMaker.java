package dev.semsr.app.demo;

import dev.semsr.app.stop.StopSignal;
import dev.semsr.app.stop.TemporaryFolder;
import dev.semsr.core.encoding.ItemTextTemplate;
import dev.semsr.core.encoding.TextEncoder;
import dev.semsr.lab.dataset.Dataset;
import dev.semsr.lab.dataset.DatasetFolder;
import dev.semsr.lab.demoshop.DemoShop;
import dev.semsr.lab.progress.Progress;
import dev.semsr.lab.protocol.NewestSessionsSplit;
import dev.semsr.lab.protocol.Split;
import dev.semsr.model.artefact.Artefact;
import dev.semsr.model.artefact.DamagedArtefactException;
import dev.semsr.model.artefact.FileModelStore;
import dev.semsr.model.artefact.Manifest;
import dev.semsr.model.device.TensorFlowNatives;
import dev.semsr.model.encoder.EncodedCatalogue;
import dev.semsr.model.encoder.EncoderSpec;
import dev.semsr.model.encoder.VectorCache;
import dev.semsr.model.training.CheckpointMismatchException;
import dev.semsr.model.training.Corpus;
import dev.semsr.model.training.ExportDetails;
import dev.semsr.model.training.TrainedModel;
import dev.semsr.model.training.Trainer;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Makes a shop and its model step by step: data set, text vectors, training, publication. What is
 * there from an earlier start is used again; a training that was broken off goes on.
 */
public final class ShopMaker {

    private final ShopPlan plan;
    private final ShopFolders folders;
    private final DemoView view;
    private final StopSignal stop;

    /** A maker that has not begun. */
    public ShopMaker(ShopPlan plan, ShopFolders folders, DemoView view, StopSignal stop) {
        this.plan = plan;
        this.folders = folders;
        this.view = view;
        this.stop = stop;
    }

    /**
     * Makes what is missing.
     *
     * @throws DemoStoppedException if the stop signal was given meanwhile
     */
    public TrainedShop make() {
        Dataset dataset = dataset();
        Split split = NewestSessionsSplit.defaults().split(dataset);
        Manifest model = kept(split).orElseGet(() -> train(dataset, split));
        return new TrainedShop(dataset, split, model);
    }

    private Dataset dataset() {
        Path folder = folders.datasets().resolve(plan.name());
        if (DatasetFolder.exists(folder) && isPlanned(DatasetFolder.open(folder))) {
            view.keep("Shop      kept from before in " + folder);
        } else {
            long begun = System.nanoTime();
            var info = DemoShop.generate(plan.shop(), folder, this::report);
            view.keep(
                    String.format(
                            Locale.ROOT,
                            "Shop      %,d items, %,d sessions, %,d clicks made in %s",
                            info.items(),
                            info.sessions(),
                            info.clicks(),
                            seconds(begun)));
        }
        return DatasetFolder.open(folder).load();
    }

    private boolean isPlanned(DatasetFolder folder) {
        return folder.info().items() == plan.shop().items()
                && folder.info().sessions() == plan.shop().sessions()
                && folder.info().source().contains("seed " + plan.shop().seed() + ",");
    }

    private void report(Progress progress) {
        checkStop();
        view.show(progress.text());
    }

    private Optional<Manifest> kept(Split split) {
        var store = new FileModelStore(folders.models());
        try {
            Optional<Manifest> latest = store.latest(plan.name());
            if (latest.isEmpty() || !isTrainedOn(latest.get(), split)) {
                return Optional.empty();
            }
            Artefact intact = store.open(plan.name(), latest.get().version());
            view.keep("Model     kept from before: " + intact.manifest().modelVersion());
            return latest;
        } catch (DamagedArtefactException damaged) {
            view.keep("Model     " + damaged.getMessage() + " Training another.");
            return Optional.empty();
        }
    }

    private boolean isTrainedOn(Manifest model, Split split) {
        return model.variant().equals(plan.training().variant().code())
                && model.backbone().equals(plan.training().backbone().code())
                && split.firstTraining().equals(model.dataFrom())
                && split.lastTraining().equals(model.dataTo())
                && split.itemIds().size() == model.items();
    }

    private Manifest train(Dataset dataset, Split split) {
        EncodedCatalogue text = encode(dataset);
        long begun = System.nanoTime();
        TensorFlowNatives.load();
        TrainedModel trained = train(split.corpus(text.vectors(), text.name()));
        Manifest published = publish(trained, text, split, dataset);
        view.keep(
                String.format(
                        Locale.ROOT,
                        "Model     %s trained in %s, Recall@20 of validation %.1f %%",
                        published.modelVersion(),
                        seconds(begun),
                        trained.validation().recallAt20() * 100));
        return published;
    }

    private EncodedCatalogue encode(Dataset dataset) {
        long begun = System.nanoTime();
        try (TextEncoder encoder = EncoderSpec.DEFAULT.open();
                VectorCache cache = VectorCache.open(folders.vectors(), encoder)) {
            var text =
                    EncodedCatalogue.of(
                            dataset.items(),
                            ItemTextTemplate.DEFAULT,
                            encoder,
                            cache,
                            EncodedCatalogue.DEFAULT_BATCH,
                            this::reportEncoding);
            view.keep(
                    String.format(
                            Locale.ROOT,
                            "Text      %,d titles encoded, %,d kept from before, in %s",
                            text.encoded(),
                            text.cached(),
                            seconds(begun)));
            return text;
        }
    }

    private void reportEncoding(int done, int total) {
        checkStop();
        view.show(String.format(Locale.ROOT, "Text      %,d of %,d titles encoded", done, total));
    }

    private TrainedModel train(Corpus corpus) {
        var progress = new TrainingView(view, this::checkStop);
        try {
            return Trainer.train(corpus, plan.training(), checkpoints(), true, progress);
        } catch (CheckpointMismatchException ofAnotherShop) {
            return Trainer.train(corpus, plan.training(), checkpoints(), false, progress);
        }
    }

    private Path checkpoints() {
        return folders.training().resolve(plan.name());
    }

    private Manifest publish(
            TrainedModel trained, EncodedCatalogue text, Split split, Dataset dataset) {
        var details =
                new ExportDetails(
                        plan.name(),
                        FileModelStore.newVersion(Clock.systemUTC()),
                        text.template(),
                        split.firstTraining(),
                        split.lastTraining(),
                        Map.of(),
                        Clock.systemUTC().instant());
        try (var aside = TemporaryFolder.create()) {
            Path artefact = aside.path().resolve("artefact");
            trained.export(artefact, details.withItems(dataset.items()));
            return new FileModelStore(folders.models()).publish(artefact).manifest();
        } catch (IOException failure) {
            throw new java.io.UncheckedIOException("Cannot publish the model", failure);
        }
    }

    private void checkStop() {
        if (stop.isGiven()) {
            throw new DemoStoppedException();
        }
    }

    private static String seconds(long begun) {
        Duration took = Duration.ofNanos(System.nanoTime() - begun);
        return String.format(Locale.ROOT, "%.1f s", took.toMillis() / 1000.0);
    }
}
