package dev.semsr.jobs.recommend;

import dev.semsr.jobs.config.InvalidOptionException;
import dev.semsr.jobs.config.OptionChecks;
import dev.semsr.jobs.modelstore.UnreachableStoreException;
import dev.semsr.jobs.scoring.CatalogModelSource;
import dev.semsr.jobs.scoring.ModelSource;
import dev.semsr.jobs.scoring.StoredModelSource;
import dev.semsr.model.artefact.DamagedArtefactException;
import dev.semsr.model.artefact.NoModelException;
import org.apache.flink.configuration.Configuration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds out from the options where the processes get their model from. */
final class ModelSources {

    private static final Logger LOG = LoggerFactory.getLogger(ModelSources.class);

    private ModelSources() {}

    /**
     * The model in the store, with the catalogue topic if there is one.
     *
     * @throws InvalidOptionException if an option is missing, or there is no intact model and that
     *     is not allowed
     */
    static ModelSource of(Configuration config, KafkaEndpoints kafka) {
        return withCatalog(config, kafka, storedModel(config));
    }

    /** The model in the store; that there is one is checked here, where a person is looking. */
    private static StoredModelSource storedModel(Configuration config) {
        StoredModelSource source =
                new StoredModelSource(
                        OptionChecks.required(config, RecommendOptions.MODEL_STORE),
                        OptionChecks.required(config, RecommendOptions.MODEL_NAME),
                        config.get(RecommendOptions.MODEL_VERSION),
                        config.get(RecommendOptions.MODEL_CACHE));
        try {
            LOG.info("Model {} will be used", source.artefact().manifest().modelVersion());
        } catch (NoModelException | DamagedArtefactException | UnreachableStoreException e) {
            if (!config.get(RecommendOptions.MODEL_ALLOW_MISSING)) {
                throw new InvalidOptionException(
                        "%s To start without a model all the same, set '%s' to true."
                                .formatted(
                                        e.getMessage(), RecommendOptions.MODEL_ALLOW_MISSING.key()),
                        e);
            }
            LOG.warn("The job starts without a model: {}", e.getMessage());
        }
        return source;
    }

    private static ModelSource withCatalog(
            Configuration config, KafkaEndpoints kafka, StoredModelSource model) {
        return config.getOptional(RecommendOptions.CATALOG_TOPIC)
                .<ModelSource>map(
                        topic ->
                                new CatalogModelSource(
                                        model,
                                        topic,
                                        kafka.catalogConsumer(),
                                        config.get(RecommendOptions.CATALOG_CATCH_UP_TIMEOUT)))
                .orElse(model);
    }
}
