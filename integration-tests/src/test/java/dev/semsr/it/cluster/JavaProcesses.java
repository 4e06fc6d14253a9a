package dev.semsr.it.cluster;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** Starts Java programs from the libraries of this test, as processes of their own. */
final class JavaProcesses {

    private static final long LIMIT_SECONDS = 120;

    private final Path folder;

    /**
     * Programs of one cluster.
     *
     * @param folder where their logs go; {@code conf} in it is their Flink configuration
     */
    JavaProcesses(Path folder) {
        this.folder = folder;
    }

    /** Starts a program that runs until it is ended. */
    Process start(String name, String memory, String mainClass, List<String> arguments)
            throws IOException {
        return builder(memory, mainClass, arguments).redirectOutput(log(name).toFile()).start();
    }

    /** Runs a program to its end and returns what it said; fails unless it ended well. */
    String run(String name, String mainClass, List<String> arguments) throws IOException {
        Path log = log(name);
        Process process =
                builder("-Xmx256m", mainClass, arguments).redirectOutput(log.toFile()).start();
        awaitEnd(process);
        String said = Files.readString(log, StandardCharsets.UTF_8);
        if (process.exitValue() != 0) {
            throw new IllegalStateException(mainClass + " " + arguments + " failed:\n" + said);
        }
        return said;
    }

    /** Reachable objects of a class in another program. */
    int instances(Process program, String className) throws IOException {
        return asked(program, "GC.class_histogram")
                .lines()
                .map(line -> line.strip().split("\\s+"))
                .filter(columns -> columns.length >= 4 && columns[3].equals(className))
                .mapToInt(columns -> Integer.parseInt(columns[1]))
                .sum();
    }

    /** Names of another program's threads. */
    List<String> threads(Process program) throws IOException {
        return asked(program, "Thread.print")
                .lines()
                .filter(line -> line.startsWith("\""))
                .map(line -> line.substring(1, line.indexOf('"', 1)))
                .toList();
    }

    private String asked(Process program, String question) throws IOException {
        String jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
        Process asking =
                new ProcessBuilder(jcmd, Long.toString(program.pid()), question)
                        .redirectErrorStream(true)
                        .redirectOutput(log("jcmd").toFile())
                        .start();
        awaitEnd(asking);
        String said = Files.readString(log("jcmd"), StandardCharsets.UTF_8);
        if (asking.exitValue() != 0) {
            throw new IllegalStateException(
                    "No " + question + " of " + program.pid() + ":\n" + said);
        }
        return said;
    }

    private Path log(String name) {
        return folder.resolve(name + ".log");
    }

    private ProcessBuilder builder(String memory, String mainClass, List<String> arguments) {
        List<String> command = new ArrayList<>(command(memory, mainClass));
        command.addAll(arguments);
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().putAll(environment());
        return builder.redirectInput(new File("/dev/null"));
    }

    /** Writes a shell script that runs a program with the script's arguments. */
    void writeScript(Path script, String memory, String mainClass) throws IOException {
        List<String> lines = new ArrayList<>(List.of("#!/usr/bin/env bash"));
        environment().forEach((name, value) -> lines.add("export " + name + "='" + value + "'"));
        lines.add("exec '" + String.join("' '", command(memory, mainClass)) + "' \"$@\"");
        Files.write(script, lines);
        if (!script.toFile().setExecutable(true)) {
            throw new IOException(script + " cannot be made executable");
        }
    }

    private Map<String, String> environment() {
        return Map.of(
                "FLINK_CONF_DIR", folder.resolve("conf").toString(), "TF_CPP_MIN_LOG_LEVEL", "2");
    }

    private static List<String> command(String memory, String mainClass) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add(memory);
        command.add("-XX:+UseSerialGC");
        for (String opened : List.of("java.util", "java.lang", "java.time")) {
            command.add("--add-opens=java.base/" + opened + "=ALL-UNNAMED");
        }
        command.addAll(List.of("-cp", libraries(), mainClass));
        return command;
    }

    /** What a cluster has in its {@code lib/}: all but the jobs themselves. */
    private static String libraries() {
        return List.of(System.getProperty("java.class.path").split(File.pathSeparator)).stream()
                .filter(entry -> !entry.toLowerCase(Locale.ROOT).contains("flink-jobs"))
                .collect(Collectors.joining(File.pathSeparator));
    }

    static void awaitEnd(Process process) {
        try {
            if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException interrupted) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
