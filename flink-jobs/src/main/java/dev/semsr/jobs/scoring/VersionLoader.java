package dev.semsr.jobs.scoring;

import dev.semsr.core.rollout.Rollout;
import dev.semsr.jobs.modelstore.UnreachableStoreException;
import dev.semsr.jobs.scoring.VersionRefusedException.Kind;
import dev.semsr.model.artefact.DamagedArtefactException;
import dev.semsr.model.artefact.NoModelException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Loads versions for a rollout; one that is not as it should be is refused, never half used. */
final class VersionLoader {

    private static final Logger LOG = LoggerFactory.getLogger(VersionLoader.class);

    private final ModelSource source;
    private final BatchingSettings settings;
    private final ScoringMetrics metrics;
    private final VersionReports reports;

    VersionLoader(
            ModelSource source,
            BatchingSettings settings,
            ScoringMetrics metrics,
            VersionReports reports) {
        this.source = source;
        this.settings = settings;
        this.metrics = metrics;
        this.reports = reports;
    }

    /**
     * Loads and checks a version.
     *
     * @param replaces whether others answer, which it is to replace or to join
     * @return null if it is refused; that is logged, counted and reported
     */
    MicroBatcher load(String version, Rollout rollout, boolean replaces) {
        reports.loading(version, rollout);
        try {
            return checked(version, replaces);
        } catch (VersionRefusedException e) {
            LOG.error("Version {} is refused: {}", version, e.getMessage(), e);
            metrics.refused(e.kind());
            reports.refused(version, rollout, e);
            return null;
        }
    }

    /**
     * Loads the version that answers without a rollout; what is thrown says why there is none. It
     * is not checked: a doubtful model is better than none.
     */
    MicroBatcher loadDefault() {
        return batcher(source.load());
    }

    private MicroBatcher checked(String version, boolean replaces) {
        LoadedModel model = loaded(version);
        try {
            requireVersion(model, version);
            if (replaces && model.behind()) {
                throw new VersionRefusedException(
                        Kind.CATALOGUE,
                        "Version %s has not caught up with the catalogue in time; what answers now has. Raise catalog.catch-up-timeout, and order the rollout again."
                                .formatted(version));
            }
            WarmUpCheck.verify(model, settings);
            return batcher(model);
        } catch (RuntimeException | Error e) { // whatever is wrong: nothing of it stays
            model.close();
            throw refusal(version, e);
        }
    }

    private LoadedModel loaded(String version) {
        try {
            return source.withVersion(version).load();
        } catch (RuntimeException | Error e) { // natives that do not load, memory that is short
            throw refusal(version, e);
        }
    }

    private MicroBatcher batcher(LoadedModel model) {
        LOG.info(
                "Model {} ({}) is loaded, {} items",
                model.scorer().version(),
                model.scorer().variant(),
                model.scorer().items().size());
        return new MicroBatcher(model, settings, metrics);
    }

    private static void requireVersion(LoadedModel model, String version) {
        if (!model.versionName().equals(version)) {
            throw new VersionRefusedException(
                    Kind.WRONG_VERSION,
                    "The folder of version %s holds %s. Publish it again."
                            .formatted(version, model.scorer().version()));
        }
    }

    private static VersionRefusedException refusal(String version, Throwable cause) {
        if (cause instanceof VersionRefusedException refusal) {
            return refusal;
        }
        if (cause instanceof NoModelException) {
            return new VersionRefusedException(Kind.MISSING, cause.getMessage(), cause);
        }
        if (cause instanceof DamagedArtefactException) {
            return new VersionRefusedException(Kind.DAMAGED, cause.getMessage(), cause);
        }
        if (cause instanceof UnreachableStoreException) {
            return new VersionRefusedException(
                    Kind.UNREACHABLE,
                    cause.getMessage() + " Order the rollout again when it can be read.",
                    cause);
        }
        return new VersionRefusedException(
                Kind.NOT_LOADABLE,
                "Version %s cannot be loaded: %s. See the log of the process; order the rollout"
                                .formatted(version, cause)
                        + " again when the cause is gone.",
                cause);
    }
}
