package dev.semsr.app.cli;

import picocli.CommandLine.ExecutionException;
import picocli.CommandLine.IExecutionStrategy;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.RunLast;

/**
 * Runs a command; if Java's memory does not suffice, says so instead of dying with a stack trace.
 */
final class HeapGuard implements IExecutionStrategy {

    private static final long MEGABYTE = 1 << 20;

    @Override
    public int execute(ParseResult parsed) {
        try {
            return new RunLast().execute(parsed);
        } catch (OutOfMemoryError e) {
            CommandFailure failure =
                    new CommandFailure(
                            "Java's memory of %d MB does not suffice"
                                    .formatted(Runtime.getRuntime().maxMemory() / MEGABYTE),
                            "Give it more, such as SEMSR_JAVA_OPTS=-Xmx8g.",
                            e);
            throw new ExecutionException(
                    parsed.commandSpec().commandLine(), failure.getMessage(), failure);
        }
    }
}
