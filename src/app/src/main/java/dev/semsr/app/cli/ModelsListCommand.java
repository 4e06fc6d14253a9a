package dev.semsr.app.cli;

import dev.semsr.model.artefact.FileModelStore;
import dev.semsr.model.artefact.Manifest;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Lists what is in the store. */
@Command(name = "list", description = "List the versions in the model store, newest last.")
final class ModelsListCommand implements Runnable {

    @Mixin private CommonOptions common;

    @Parameters(
            arity = "0..1",
            paramLabel = "NAME",
            description = "Only versions of this model (default: all models).")
    private String model;

    @Mixin private StoreOptions store;

    @Option(names = "--json", description = "Print one manifest a line, as JSON.")
    private boolean json;

    @Override
    public void run() {
        FileModelStore models = store.open(common.home());
        List<Manifest> versions =
                (model == null ? models.names() : List.of(model))
                        .stream().flatMap(name -> models.versions(name).stream()).toList();
        if (json) {
            versions.forEach(common.terminal()::json);
            return;
        }
        TextTable table =
                new TextTable("MODEL", "VARIANT", "ITEMS", "ENCODER", "MRR@20", "CREATED");
        versions.forEach(version -> add(table, version));
        table.lines().forEach(common.terminal()::print);
    }

    private static void add(TextTable table, Manifest manifest) {
        Double mrr = manifest.metrics().get("MRR@20");
        table.add(
                manifest.modelVersion(),
                manifest.fullVariant(),
                String.format(Locale.ROOT, "%,d", manifest.items()),
                manifest.encoder(),
                mrr == null ? null : String.format(Locale.ROOT, "%.4f", mrr),
                manifest.created().toString());
    }
}
