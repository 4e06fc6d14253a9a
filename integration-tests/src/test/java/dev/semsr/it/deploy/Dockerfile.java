package dev.semsr.it.deploy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The stages of {@code docker/Dockerfile} with their instructions.
 *
 * @param arguments defaults of the arguments before the first stage
 * @param stages instructions by stage, a line each
 */
record Dockerfile(Map<String, String> arguments, Map<String, List<String>> stages) {

    private static final Pattern STAGE = Pattern.compile("FROM (\\S+) AS (\\S+)");
    private static final Pattern ARGUMENT = Pattern.compile("ARG (\\w+)=(\\S*)");

    /**
     * A COPY of one file or folder.
     *
     * @param from stage that it comes from; null for the checkout
     * @param source what is copied
     * @param destination where to
     */
    record Copy(String from, String source, String destination) {}

    static Dockerfile read() {
        var dockerfile = new Dockerfile(new LinkedHashMap<>(), new LinkedHashMap<>());
        List<String> stage = new ArrayList<>();
        for (String line : lines()) {
            Matcher from = STAGE.matcher(line);
            Matcher argument = ARGUMENT.matcher(line);
            if (from.matches()) {
                stage = new ArrayList<>(List.of("FROM " + from.group(1)));
                dockerfile.stages.put(from.group(2), stage);
            } else if (dockerfile.stages.isEmpty() && argument.matches()) {
                dockerfile.arguments.put(argument.group(1), argument.group(2));
            } else {
                stage.add(line);
            }
        }
        return dockerfile;
    }

    private static List<String> lines() {
        String joined =
                Checkout.text("docker/Dockerfile")
                        .replaceAll("(?m)^#.*\\R", "")
                        .replaceAll("\\\\\\R\\s*", " ");
        return joined.lines().map(String::strip).filter(line -> !line.isEmpty()).toList();
    }

    /** Names of the stages. */
    List<String> names() {
        return List.copyOf(stages.keySet());
    }

    /** The first instruction of a kind in a stage, without the kind; null if there is none. */
    String instruction(String stage, String kind) {
        return stages.get(stage).stream()
                .filter(line -> line.startsWith(kind + " "))
                .map(line -> line.substring(kind.length() + 1))
                .reduce((first, last) -> last)
                .orElse(null);
    }

    /** What a stage copies. */
    List<Copy> copies(String stage) {
        return stages.get(stage).stream()
                .filter(line -> line.startsWith("COPY "))
                .map(Dockerfile::copy)
                .toList();
    }

    /** Where a stage copies to. */
    List<String> destinations(String stage) {
        return copies(stage).stream().map(Copy::destination).toList();
    }

    private static Copy copy(String line) {
        List<String> words = Arrays.asList(line.split("\\s+"));
        String from =
                words.stream()
                        .filter(word -> word.startsWith("--from="))
                        .map(word -> word.substring("--from=".length()))
                        .findFirst()
                        .orElse(null);
        List<String> paths =
                words.subList(1, words.size()).stream()
                        .filter(word -> !word.startsWith("--"))
                        .toList();
        if (paths.size() != 2) {
            throw new IllegalStateException("One file or folder a COPY: " + line);
        }
        return new Copy(from, paths.get(0), paths.get(1));
    }
}
