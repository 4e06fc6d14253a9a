package dev.semsr.it.stack;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Runs pieces of shell, one after the other; variables that one sets are there for the next. */
public final class BashSession {

    private static final long LIMIT_SECONDS = 180;

    private final Path folder;
    private final Path variables;
    private int pieces;

    /**
     * A session.
     *
     * @param folder where the pieces run; their logs go there too
     * @param variables that the first piece finds
     */
    public BashSession(Path folder, Map<String, String> variables) throws IOException {
        this.folder = Files.createDirectories(folder);
        this.variables = folder.resolve("variables.sh");
        StringBuilder lines = new StringBuilder();
        variables.forEach((name, value) -> lines.append(name + "='" + value + "'\n"));
        Files.writeString(this.variables, lines);
    }

    /**
     * Runs a piece; fails unless every command in it ends well.
     *
     * @return what it said
     */
    public String run(String piece) throws Exception {
        Path log = folder.resolve("piece-" + ++pieces + ".log");
        String script = "set -a\n. ./variables.sh\n" + piece + "\nexport -p > variables.sh\n";
        Process process =
                new ProcessBuilder("bash", "-euo", "pipefail", "-c", script)
                        .directory(folder.toFile())
                        .redirectErrorStream(true)
                        .redirectInput(new File("/dev/null"))
                        .redirectOutput(log.toFile())
                        .start();
        if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new IllegalStateException("Not done after " + LIMIT_SECONDS + " s:\n" + piece);
        }
        String said = Files.readString(log, StandardCharsets.UTF_8);
        if (process.exitValue() != 0) {
            throw new IllegalStateException(piece + "\nfailed:\n" + said);
        }
        return said;
    }

    /** Value of a variable now. */
    public String variable(String name) throws Exception {
        return run("printf '%s' \"$" + name + "\"");
    }
}
