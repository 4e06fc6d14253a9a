package dev.semsr.model.training;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Ranks the targets of held-out examples; the ranks are computed on the device. */
final class Validation {

    private final List<Batch> batches = new ArrayList<>();

    Validation(List<Example> examples, TrainingSettings settings) {
        List<Example> byLength =
                examples.stream()
                        .filter(example -> example.prefix().length > 0)
                        .sorted(Comparator.comparingInt(example -> example.prefix().length))
                        .toList();
        for (int from = 0; from < byLength.size(); from += settings.batch()) {
            int to = Math.min(byLength.size(), from + settings.batch());
            batches.add(Batch.of(byLength.subList(from, to), settings.maxLength()));
        }
    }

    RankMetrics run(TrainingGraph graph) {
        RankTally tally = new RankTally();
        for (Batch batch : batches) {
            for (int rank : graph.ranks(batch)) {
                tally.add(rank);
            }
        }
        return tally.metrics();
    }
}
