package dev.semsr.it.stack;

import dev.semsr.app.demo.DemoView;
import dev.semsr.app.demo.ShopFolders;
import dev.semsr.app.demo.ShopMaker;
import dev.semsr.app.demo.ShopPlan;
import dev.semsr.app.demo.TrainedShop;
import dev.semsr.app.stop.StopSignal;
import java.nio.file.Path;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives tests a small trained shop as a parameter. It is made once and kept in the build folder:
 * {@code mvn clean} makes it anew.
 */
public final class SharedShop implements ParameterResolver {

    /** The plan of the shop: small, and trained just enough that lists differ. */
    public static final ShopPlan PLAN = ShopPlan.standard().sized(500, 2_000, 2);

    /** Below it are data sets, vectors and models. */
    public static final Path HOME = Path.of("target", "home").toAbsolutePath();

    /** Where shop and model are. */
    public static final ShopFolders FOLDERS = ShopFolders.below(HOME);

    private static final DemoView SILENT =
            new DemoView() {
                @Override
                public void show(String line) {}

                @Override
                public void keep(String line) {}
            };

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == TrainedShop.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return context.getRoot()
                .getStore(ExtensionContext.Namespace.create(SharedShop.class))
                .getOrComputeIfAbsent(TrainedShop.class, key -> make(), TrainedShop.class);
    }

    private static TrainedShop make() {
        return new ShopMaker(PLAN, FOLDERS, SILENT, new StopSignal()).make();
    }
}
