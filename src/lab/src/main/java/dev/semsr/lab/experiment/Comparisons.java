package dev.semsr.lab.experiment;

import dev.semsr.lab.evaluation.PairedBootstrap;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntToDoubleFunction;

/**
 * Which models an experiment compares: each with the one that it is said to improve. SemSR-I and
 * SemSR-F with their backbone alone, all others with SemSR-F, or with the first model where there
 * is none.
 */
final class Comparisons {

    private static final String FUSED = "semsr-f/";
    private static final String BASE = "base/";
    private static final Map<String, IntToDoubleFunction> METRICS = new LinkedHashMap<>();

    static {
        METRICS.put("Recall@20", PairedBootstrap.recall(20));
        METRICS.put("Recall@100", PairedBootstrap.recall(100));
        METRICS.put("MRR@20", PairedBootstrap.mrr(20));
    }

    private final Map<String, List<List<Integer>>> ranks = new LinkedHashMap<>();

    /** Adds the ranks of one run of a model. */
    void add(String model, List<Integer> ofCases) {
        ranks.computeIfAbsent(model, key -> new ArrayList<>()).add(ofCases);
    }

    List<Comparison> all(PairedBootstrap bootstrap) {
        List<Comparison> comparisons = new ArrayList<>();
        for (String model : ranks.keySet()) {
            String over = reference(model);
            if (over != null) {
                METRICS.forEach(
                        (name, metric) ->
                                comparisons.add(
                                        new Comparison(
                                                model,
                                                over,
                                                name,
                                                bootstrap.compare(
                                                        ranks.get(model),
                                                        ranks.get(over),
                                                        metric))));
            }
        }
        return comparisons;
    }

    private String reference(String model) {
        String backbone = model.substring(model.indexOf('/') + 1).split(" ", 2)[0];
        if (model.startsWith(BASE)) {
            return firstOther(model, BASE);
        }
        if (model.startsWith(FUSED) || model.startsWith("semsr-i/")) {
            return ranks.containsKey(BASE + backbone) ? BASE + backbone : null;
        }
        return ranks.containsKey(FUSED + backbone) ? FUSED + backbone : firstOther(model, FUSED);
    }

    private String firstOther(String model, String prefix) {
        String first =
                ranks.keySet().stream()
                        .filter(name -> name.startsWith(prefix))
                        .findFirst()
                        .orElse(ranks.keySet().iterator().next());
        return first.equals(model) ? null : first;
    }
}
