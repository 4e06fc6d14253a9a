package dev.semsr.app.launcher;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Starts the launcher with a PATH on which there is only what a test puts there. */
final class Launch {

    private final Path checkout;
    private final Path bin;
    private final Map<String, String> environment = new HashMap<>();

    Launch(Path checkout, Path bin, List<String> tools) throws IOException {
        this.checkout = checkout;
        this.bin = Files.createDirectories(bin);
        for (String tool : tools) {
            tool(tool, "exec " + find(tool) + " \"$@\"");
        }
    }

    /** What a start came to. */
    record Outcome(int exitCode, List<String> out, List<String> err) {}

    /** A Java of this version, which otherwise prints its arguments, one a line. */
    Launch java(String version) {
        return tool(
                "java",
                "if [ \"$1\" = -version ]; then echo 'openjdk version \"%s\"' >&2; else printf '%%s\\n' \"$@\"; fi"
                        .formatted(version));
    }

    Launch jdk() {
        return java("17.0.15").tool("javac", "true");
    }

    /** A Maven that says what it is to do and makes the jar. */
    Launch maven() {
        return tool(
                "mvn",
                "echo mvn \"$@\"; mkdir -p src/app/target/lib; touch src/app/target/semsr-app.jar");
    }

    Launch tool(String name, String script) {
        Path file = bin.resolve(name);
        try {
            Files.writeString(file, "#!" + find("bash") + "\n" + script + "\n");
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return this;
    }

    Launch with(String variable, String value) {
        environment.put(variable, value);
        return this;
    }

    Outcome run(String... arguments) {
        return runAs(checkout.resolve("semsr"), arguments);
    }

    Outcome runAs(Path launcher, String... arguments) {
        List<String> command =
                new ArrayList<>(List.of(find("bash").toString(), launcher.toString()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).directory(bin.toFile());
        builder.environment().clear();
        builder.environment().putAll(environment);
        builder.environment().put("PATH", bin.toString());
        Path out = bin.resolveSibling("out.txt");
        Path err = bin.resolveSibling("err.txt");
        try {
            int exitCode =
                    builder.redirectOutput(out.toFile())
                            .redirectError(err.toFile())
                            .start()
                            .waitFor();
            return new Outcome(exitCode, Files.readAllLines(out), Files.readAllLines(err));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UncheckedIOException(new InterruptedIOException());
        }
    }

    private static Path find(String tool) {
        return Arrays.stream(System.getenv("PATH").split(":"))
                .map(folder -> Path.of(folder, tool))
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow();
    }
}
