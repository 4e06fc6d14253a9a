package dev.semsr.lab.report;

import dev.semsr.lab.experiment.NamedResult;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The files of a result: JSON, from which all others are made, Markdown, CSV and plots. */
public final class ResultFiles {

    private ResultFiles() {}

    /**
     * Writes all files.
     *
     * @return the JSON file
     */
    public static Path write(NamedResult result, Path folder) {
        Path json = result.write(folder);
        writeTables(result, folder);
        return json;
    }

    /** Writes the files that are made of the JSON. */
    public static void writeTables(NamedResult result, Path folder) {
        write(folder.resolve(result.fileName() + ".md"), markdown(result));
        write(folder.resolve(result.fileName() + ".csv"), MetricsCsv.of(result));
        for (Map.Entry<String, String> plot : Plots.of(result).entrySet()) {
            write(folder.resolve(plotName(result, plot.getKey())), plot.getValue());
        }
    }

    /** The result as a page of its own. */
    public static String markdown(NamedResult result) {
        return "# " + result.question() + "\n\n" + ExperimentSection.of(result, "");
    }

    /** Names of the plots' files. */
    static List<String> plotNames(NamedResult result) {
        return Plots.of(result).keySet().stream().map(plot -> plotName(result, plot)).toList();
    }

    private static String plotName(NamedResult result, String plot) {
        return result.fileName() + "-" + plot + ".svg";
    }

    private static void write(Path file, String text) {
        try {
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be written", e);
        }
    }
}
