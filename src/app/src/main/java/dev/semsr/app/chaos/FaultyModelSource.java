package dev.semsr.app.chaos;

import dev.semsr.jobs.scoring.LoadedModel;
import dev.semsr.jobs.scoring.ModelSource;
import java.nio.file.Path;

/**
 * The model of another source, with faults that can be switched on.
 *
 * @param real where the model comes from
 * @param faults folder of the switches
 */
record FaultyModelSource(ModelSource real, String faults) implements ModelSource {

    private static final long serialVersionUID = 1L;

    @Override
    public LoadedModel load() {
        LoadedModel model = real.load();
        var scorer = new FaultyScorer(model.scorer(), new FaultSwitches(Path.of(faults)));
        return new LoadedModel(scorer, model.fallback(), model.beforeClose());
    }

    @Override
    public ModelSource withVersion(String version) {
        return new FaultyModelSource(real.withVersion(version), faults);
    }
}
