package dev.semsr.app.cluster;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A Java program in a process of its own, which can be killed, frozen and started again.
 *
 * @param name for logs and messages
 * @param options options of the JVM, such as {@code -Xmx384m}
 * @param mainClass what to run
 * @param arguments its arguments
 * @param classPath what it is made of, separated as in {@code java.class.path}
 * @param environment variables beside those of this process
 * @param log file that its output is appended to
 */
public record JavaProcess(
        String name,
        List<String> options,
        String mainClass,
        List<String> arguments,
        String classPath,
        Map<String, String> environment,
        Path log) {

    private static final long STOP_SECONDS = 20;
    private static final List<String> OPENED = List.of("java.util", "java.lang", "java.time");

    /** The class path of this process. */
    public static String ownClassPath() {
        return System.getProperty("java.class.path");
    }

    /** Starts it. */
    public Process start() {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(options);
        OPENED.forEach(opened -> command.add("--add-opens=java.base/" + opened + "=ALL-UNNAMED"));
        command.addAll(List.of("-cp", classPath, mainClass));
        command.addAll(arguments);
        var builder =
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                        .redirectInput(new File("/dev/null"));
        builder.environment().putAll(environment);
        try {
            return builder.start();
        } catch (IOException failure) {
            throw new UncheckedIOException("Cannot start " + name, failure);
        }
    }

    /** Ends a process without a chance to tidy up, as {@code kill -9} does, and waits for it. */
    public static void kill(Process process) {
        await(process.destroyForcibly());
    }

    /** Asks a process to end, and waits until it has. */
    public static void stop(Process process) {
        process.destroy();
        await(process);
    }

    /** Freezes a process, as {@code kill -STOP} does: its sockets stay open and say nothing. */
    public static void freeze(Process process) {
        signal("STOP", process);
    }

    /** Lets a frozen process go on. */
    public static void thaw(Process process) {
        signal("CONT", process);
    }

    private static void signal(String signal, Process process) {
        try {
            Process kill =
                    new ProcessBuilder("kill", "-" + signal, Long.toString(process.pid())).start();
            if (kill.waitFor() != 0) {
                throw new IllegalStateException(
                        "Process " + process.pid() + " did not take signal " + signal);
            }
        } catch (IOException failure) {
            throw new UncheckedIOException("Cannot send signal " + signal, failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static void await(Process process) {
        try {
            if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException interrupted) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
