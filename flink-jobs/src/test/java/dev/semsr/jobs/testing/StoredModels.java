package dev.semsr.jobs.testing;

import dev.semsr.model.export.RandomModel;
import dev.semsr.model.network.Backbone;
import dev.semsr.model.network.NetworkSettings;
import dev.semsr.model.network.Variant;
import dev.semsr.model.training.TrainingSettings;
import java.nio.file.Path;

/** Writes real but untrained models of fifty items. */
public final class StoredModels {

    private StoredModels() {}

    /** Writes a version into a model store; its items are {@code item-0} to {@code item-49}. */
    public static Path write(Path store, String name, String version) {
        NetworkSettings shape = TrainingSettings.defaults(Variant.BASE, Backbone.NISER).network(0);
        Path folder = store.resolve(name).resolve(version);
        RandomModel.write(folder, name, version, 50, shape, version.hashCode());
        return folder;
    }
}
