package dev.semsr.lab.experiment;

import com.fasterxml.jackson.annotation.JsonIgnore;
import dev.semsr.lab.evaluation.EvaluationResult;
import dev.semsr.lab.json.LabJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.List;

/**
 * All that a report needs; kept as JSON beside the runs.
 *
 * @param data the data set and its split
 * @param encoder name of encoder and template
 * @param baselines what simple scorers come to, popularity first
 * @param runs the trainings, by model and seed
 * @param comparisons how sure the differences of models are
 * @param machine what it ran on
 * @param command the command that makes it again
 * @param finished when the last training was done
 */
public record ExperimentResult(
        DataSummary data,
        String encoder,
        List<EvaluationResult> baselines,
        List<RunResult> runs,
        List<Comparison> comparisons,
        Machine machine,
        String command,
        Instant finished) {

    /** Copies the lists. */
    public ExperimentResult {
        runs = List.copyOf(runs);
        baselines = List.copyOf(baselines);
        comparisons = List.copyOf(comparisons);
    }

    /** What everybody's favourites come to. */
    @JsonIgnore
    public EvaluationResult popularity() {
        return baselines.get(0);
    }

    /** Names of the models, in the order of their first run. */
    public List<String> models() {
        return runs.stream().map(RunResult::model).distinct().toList();
    }

    /** The runs of a model, by seed. */
    public List<RunResult> runsOf(String model) {
        return runs.stream().filter(run -> run.model().equals(model)).toList();
    }

    /** Reads a stored result. */
    public static ExperimentResult read(Path file) {
        return readJson(file, ExperimentResult.class);
    }

    static <T> T readJson(Path file, Class<T> type) {
        try {
            return LabJson.indented().readValue(file.toFile(), type);
        } catch (IOException e) {
            throw new UncheckedIOException(
                    file + " cannot be read: delete it and run the experiment again", e);
        }
    }

    /** Writes aside and renames: a result is whole or not there. */
    static void writeJson(Path file, Object value) {
        Path aside = file.resolveSibling(file.getFileName() + ".part");
        try {
            LabJson.indented().writeValue(aside.toFile(), value);
            Files.move(aside, file, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be written", e);
        }
    }
}
