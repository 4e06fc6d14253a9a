package dev.semsr.jobs.testing;

import dev.semsr.model.export.RandomModel;
import dev.semsr.model.network.Backbone;
import dev.semsr.model.network.NetworkSettings;
import dev.semsr.model.network.Variant;
import dev.semsr.model.training.TrainingSettings;
import java.nio.file.Path;

/** Writes real but untrained models of fifty items. */
public final class StoredModels {

    /** Width of the text vectors of {@link #writeWithText}. */
    public static final int TEXT_WIDTH = 8;

    /** What item vectors call the encoder of {@link #writeWithText}. */
    public static final String TEXT_ENCODER = "random:random";

    private StoredModels() {}

    /** Writes a version into a model store; its items are {@code item-0} to {@code item-49}. */
    public static Path write(Path store, String name, String version) {
        return write(store, name, version, Backbone.NISER);
    }

    /** The same of another network of behaviour alone. */
    public static Path write(Path store, String name, String version, Backbone backbone) {
        return write(store, name, version, Variant.BASE, backbone, 0);
    }

    /** The same of a model that uses text. */
    public static Path writeWithText(Path store, String name, String version) {
        return write(store, name, version, Variant.SEMSR_F, Backbone.NISER, TEXT_WIDTH);
    }

    private static Path write(
            Path store,
            String name,
            String version,
            Variant variant,
            Backbone backbone,
            int textWidth) {
        NetworkSettings shape = TrainingSettings.defaults(variant, backbone).network(textWidth);
        Path folder = store.resolve(name).resolve(version);
        RandomModel.write(folder, name, version, 50, shape, version.hashCode());
        return folder;
    }
}
