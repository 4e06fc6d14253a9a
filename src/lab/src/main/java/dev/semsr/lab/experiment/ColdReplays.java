package dev.semsr.lab.experiment;

import dev.semsr.core.encoding.VectorTable;
import dev.semsr.lab.baseline.TextCosineScorer;
import dev.semsr.lab.coldreplay.ColdReplay;
import dev.semsr.lab.coldreplay.ColdReplayResult;
import dev.semsr.lab.coldreplay.FilteredScorer;
import dev.semsr.lab.coldreplay.LivePopularity;
import dev.semsr.lab.coldreplay.ReplayedModel;
import dev.semsr.lab.coldreplay.ServedModel;
import dev.semsr.lab.dataset.Dataset;
import dev.semsr.lab.protocol.Split;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Replays the test sessions to every model of an experiment, and to simple ones beside them. */
final class ColdReplays {

    private final ColdReplay replay;
    private final TextSource texts;
    private final ExperimentListener listener;
    private final List<String> itemIds;

    ColdReplays(Dataset dataset, Split split, TextSource texts, ExperimentListener listener) {
        replay = new ColdReplay(dataset, split);
        this.texts = texts;
        this.listener = listener;
        itemIds = split.itemIds();
    }

    /**
     * Results in the order of a table; none if the data set has no new items.
     *
     * @param folder where the runs of the experiment lie
     */
    List<ColdReplayResult> of(ExperimentResult experiment, Path folder) {
        List<ColdReplayResult> results = new ArrayList<>();
        if (!replay.hasNewItems()) {
            return results;
        }
        results.add(run(new LivePopularity()));
        VectorTable vectors = texts.of(TextChoice.STANDARD).vectors();
        results.add(
                run(
                        new FilteredScorer(
                                spare ->
                                        new TextCosineScorer(
                                                itemIds, vectors, ColdReplay.LONG + spare))));
        for (RunResult run : experiment.runs()) {
            results.add(run(served(run, folder.resolve(run.name()))));
        }
        return results;
    }

    private ReplayedModel served(RunResult run, Path folder) {
        Path artefact = folder.resolve(DeviceTraining.ARTEFACT);
        if (!Files.exists(artefact)) {
            throw new IllegalStateException(
                    artefact + " is missing: delete " + folder + " to have it trained again");
        }
        return new ServedModel(run.name(), artefact, texts());
    }

    private Function<String, float[]> texts() {
        VectorTable vectors = texts.of(TextChoice.STANDARD).vectors();
        Map<String, Integer> rows = new HashMap<>();
        for (int row = 0; row < itemIds.size(); row++) {
            rows.put(itemIds.get(row), row);
        }
        return item -> vectors.row(rows.get(item));
    }

    private ColdReplayResult run(ReplayedModel model) {
        try (model) {
            return replay.run(model, listener.evaluation());
        }
    }
}
