package dev.semsr.app.cli;

import dev.semsr.lab.dataset.DatasetInfo;
import dev.semsr.lab.demoshop.DemoShop;
import dev.semsr.lab.demoshop.DemoShopSettings;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Makes up a shop. */
@Command(
        name = "demo-shop",
        description = "Make up a shop: items in 30 categories and a month of shoppers' clicks.",
        footer = {"", "The same numbers make the same shop, on every machine."})
final class ImportDemoShopCommand implements Runnable {

    private static final String NAME = "demo-shop";

    @Mixin private CommonOptions common;

    @Option(
            names = "--items",
            paramLabel = "N",
            defaultValue = "2000",
            description = "Number of items, 300 or more (${DEFAULT-VALUE}).")
    private int items;

    @Option(
            names = "--sessions",
            paramLabel = "N",
            defaultValue = "20000",
            description = "Number of sessions (${DEFAULT-VALUE}).")
    private int sessions;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "7",
            description = "Decides all that is drawn (${DEFAULT-VALUE}).")
    private long seed;

    @Option(
            names = "--to",
            paramLabel = "DIR",
            description =
                    "Folder to make; a data set there is replaced (default: datasets/demo-shop below"
                            + " the home folder).")
    private Path target;

    @Option(names = "--json", description = "Print the description of the data set as JSON.")
    private boolean json;

    @Override
    public void run() {
        DemoShopSettings settings =
                common.checked(
                        () -> DemoShopSettings.defaults().withSeed(seed).withSize(items, sessions));
        Path to = target == null ? common.home().datasets().resolve(NAME) : target;
        DatasetInfo shop;
        try (ProgressLine line = common.terminal().progress()) {
            shop = DemoShop.generate(settings, to, step -> line.show(step.text()));
        }
        if (json) {
            common.terminal().json(shop);
        } else {
            common.terminal()
                    .print(
                            "%s: %,d clicks of %,d sessions on %,d items",
                            shop.name(), shop.clicks(), shop.sessions(), shop.items());
            common.terminal().print("Written to %s", to);
        }
    }
}
