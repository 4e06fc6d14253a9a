package dev.semsr.app.demo;

import dev.semsr.lab.demoshop.DemoShopSettings;
import dev.semsr.model.network.Backbone;
import dev.semsr.model.network.Variant;
import dev.semsr.model.training.TrainingSettings;

/**
 * The shop of a demo and how its model is trained.
 *
 * @param name name of the data set and of the model
 * @param shop how big the shop is
 * @param training how the model is trained
 */
public record ShopPlan(String name, DemoShopSettings shop, TrainingSettings training) {

    /** Enough to show recommendations that make sense, trained in a minute or so on two cores. */
    public static ShopPlan standard() {
        return new ShopPlan(
                "demo-shop",
                DemoShopSettings.defaults(),
                TrainingSettings.defaults(Variant.SEMSR_F, Backbone.NISER).toBuilder()
                        .epochs(6)
                        .build());
    }

    /** A shop of another size, under a name that tells it, trained for some epochs at most. */
    public ShopPlan sized(int items, int sessions, int epochs) {
        return new ShopPlan(
                "demo-shop-%d-%d-%d".formatted(items, sessions, epochs),
                shop.withSize(items, sessions),
                training.toBuilder().epochs(epochs).build());
    }
}
