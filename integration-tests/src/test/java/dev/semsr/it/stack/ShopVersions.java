package dev.semsr.it.stack;

import dev.semsr.app.demo.TrainedShop;
import dev.semsr.model.artefact.FileModelStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** The shared shop's model once more, under other versions, in a store of the test. */
public final class ShopVersions {

    private ShopVersions() {}

    /** Publishes the model as a version. */
    public static void publish(TrainedShop shop, Path store, String version) throws IOException {
        Path copy = Files.createTempDirectory("semsr-version").resolve("artefact");
        Path original =
                SharedShop.FOLDERS
                        .models()
                        .resolve(shop.model().name())
                        .resolve(shop.model().version());
        try (Stream<Path> paths = Files.walk(original)) {
            for (Path path : paths.toList()) {
                Files.copy(path, copy.resolve(original.relativize(path).toString()));
            }
        }
        Path manifest = copy.resolve("manifest.json");
        Files.writeString(
                manifest, Files.readString(manifest).replace(shop.model().version(), version));
        new FileModelStore(store).publish(copy);
    }

    /** Cuts the last byte off a version's list of items. */
    public static void damage(TrainedShop shop, Path store, String version) throws IOException {
        Path items = store.resolve(shop.model().name()).resolve(version).resolve("items");
        String content = Files.readString(items);
        Files.writeString(items, content.substring(0, content.length() - 2));
    }
}
