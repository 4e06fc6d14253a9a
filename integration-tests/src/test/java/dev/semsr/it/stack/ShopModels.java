package dev.semsr.it.stack;

import dev.semsr.app.demo.TrainedShop;
import dev.semsr.core.encoding.ItemTextTemplate;
import dev.semsr.core.encoding.TextEncoder;
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
import dev.semsr.model.training.ModelRecipe;
import dev.semsr.model.training.SemsrX;
import dev.semsr.model.training.TrainedModel;
import dev.semsr.model.training.Trainer;
import dev.semsr.model.training.TrainingProgress;
import dev.semsr.model.training.TrainingSettings;
import java.nio.file.Path;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Models of every kind on the shared shop, trained for one epoch: enough that lists differ. */
public final class ShopModels {

    private ShopModels() {}

    /** What can be served, by a name that a folder can have. */
    public static Map<String, ModelRecipe> recipes() {
        Map<String, ModelRecipe> recipes = new LinkedHashMap<>();
        recipes.put("base-msgat", single(Variant.BASE, Backbone.MSGAT));
        recipes.put("semsr-i-niser-plus", single(Variant.SEMSR_I, Backbone.NISER_PLUS));
        recipes.put("semsr-f-msgat", single(Variant.SEMSR_F, Backbone.MSGAT));
        recipes.put(
                "semsr-f-plus-niser",
                new ModelRecipe.Reranked(
                        settings(Variant.SEMSR_F, Backbone.NISER),
                        settings(Variant.BASE, Backbone.NISER),
                        30));
        recipes.put(
                SemsrX.VARIANT,
                new ModelRecipe.Blend(
                        SemsrX.VARIANT,
                        SemsrX.NETWORKS.stream()
                                .map(part -> settings(part.variant(), part.backbone()))
                                .toList(),
                        true));
        return recipes;
    }

    /** Trains a model and publishes it under a name. */
    public static Artefact publish(TrainedShop shop, ModelRecipe recipe, String name, Path aside) {
        TensorFlowNatives.load();
        EncodedCatalogue text = encode(shop);
        Corpus corpus = shop.split().corpus(text.vectors(), text.name());
        List<TrainedModel> trained =
                recipe.members().stream()
                        .map(
                                settings ->
                                        Trainer.train(
                                                corpus.seenBy(settings),
                                                settings,
                                                null,
                                                false,
                                                TrainingProgress.silent()))
                        .toList();
        Clock clock = Clock.systemUTC();
        var details =
                new ExportDetails(
                        name,
                        FileModelStore.newVersion(clock),
                        recipe.learnsFromText() ? text.template() : null,
                        shop.split().firstTraining(),
                        shop.split().lastTraining(),
                        Map.of(),
                        clock.instant());
        recipe.assemble(trained).export(aside, details.withItems(shop.dataset().items()));
        return new FileModelStore(SharedShop.FOLDERS.models()).publish(aside);
    }

    private static ModelRecipe single(Variant variant, Backbone backbone) {
        return new ModelRecipe.Single(settings(variant, backbone));
    }

    private static TrainingSettings settings(Variant variant, Backbone backbone) {
        return TrainingSettings.defaults(variant, backbone).toBuilder().epochs(1).build();
    }

    private static EncodedCatalogue encode(TrainedShop shop) {
        try (TextEncoder encoder = EncoderSpec.DEFAULT.open();
                VectorCache cache = VectorCache.open(SharedShop.FOLDERS.vectors(), encoder)) {
            return EncodedCatalogue.of(
                    shop.dataset().items(),
                    ItemTextTemplate.DEFAULT,
                    encoder,
                    cache,
                    EncodedCatalogue.DEFAULT_BATCH,
                    EncodingProgress.silent());
        }
    }
}
