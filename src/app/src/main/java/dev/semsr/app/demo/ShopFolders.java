package dev.semsr.app.demo;

import java.nio.file.Path;

/**
 * Where a demo keeps what it makes.
 *
 * @param datasets data sets, one folder each
 * @param vectors cache of encoded texts
 * @param training checkpoints, one folder a model
 * @param models the model store
 */
public record ShopFolders(Path datasets, Path vectors, Path training, Path models) {

    /** All below one folder. */
    public static ShopFolders below(Path home) {
        return new ShopFolders(
                home.resolve("datasets"),
                home.resolve("vectors"),
                home.resolve("training"),
                home.resolve("models"));
    }
}
