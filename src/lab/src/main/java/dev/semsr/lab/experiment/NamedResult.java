package dev.semsr.lab.experiment;

import com.fasterxml.jackson.databind.JsonNode;
import dev.semsr.lab.coldreplay.ColdReplayResult;
import dev.semsr.lab.evaluation.GroupMetrics;
import dev.semsr.lab.json.LabJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What a declared experiment came to on one data set, in the form that is kept with the project.
 *
 * @param experiment name of the experiment
 * @param question what it asks
 * @param result trainings, baselines and comparisons
 * @param serving size and speed of the served models, where that is part of the question
 * @param newItems metrics on items unseen before the cut, by model and clicks since, where that is
 *     part of the question
 * @param coldReplay what became of clicks on items that were published during a replay, where that
 *     is the question
 */
public record NamedResult(
        String experiment,
        String question,
        ExperimentResult result,
        List<ServingCost> serving,
        Map<String, Map<String, GroupMetrics>> newItems,
        List<ColdReplayResult> coldReplay) {

    /** Name of results of {@code experiment compare}. */
    public static final String COMPARE = "compare";

    private static final String SUFFIX = ".json";

    /** Takes a missing list or map for an empty one. */
    public NamedResult {
        serving = serving == null ? List.of() : List.copyOf(serving);
        newItems = newItems == null ? Map.of() : newItems;
        coldReplay = coldReplay == null ? List.of() : List.copyOf(coldReplay);
    }

    /** The data set. */
    public String dataset() {
        return result.data().dataset().name();
    }

    /** Name for files: {@code rerank-beauty}. */
    public String fileName() {
        return experiment + "-" + dataset().replaceAll("[^A-Za-z0-9._-]", "-");
    }

    /** Writes it into a folder as one line of JSON. */
    public Path write(Path folder) {
        Path file = folder.resolve(fileName() + SUFFIX);
        Path aside = folder.resolve(fileName() + ".part");
        try {
            Files.createDirectories(folder);
            LabJson.compact().writeValue(aside.toFile(), this);
            return Files.move(aside, file, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be written", e);
        }
    }

    /**
     * Reads all of a folder, in the order of the experiments and then of the data sets. Results of
     * {@code experiment compare} may lie there too.
     */
    public static List<NamedResult> readAll(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(SUFFIX))
                    .sorted()
                    .map(NamedResult::read)
                    .sorted(
                            Comparator.comparingInt(
                                    (NamedResult named) -> place(named.experiment())))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(folder + " cannot be listed", e);
        }
    }

    private static int place(String experiment) {
        DeclaredExperiment declared = DeclaredExperiment.of(experiment);
        return declared == null ? -1 : declared.ordinal();
    }

    private static NamedResult read(Path file) {
        try {
            JsonNode tree = LabJson.compact().readTree(file.toFile());
            if (tree.has("experiment")) {
                return LabJson.compact().treeToValue(tree, NamedResult.class);
            }
            ExperimentResult compared = LabJson.compact().treeToValue(tree, ExperimentResult.class);
            return new NamedResult(COMPARE, "How models compare", compared, null, null, null);
        } catch (IOException e) {
            throw new UncheckedIOException(
                    file + " cannot be read: make it again with 'semsr experiment'", e);
        }
    }
}
