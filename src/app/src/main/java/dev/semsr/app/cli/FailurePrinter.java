package dev.semsr.app.cli;

import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * Turns what went wrong into a line or two for people and an exit code for programs: 1 if the work
 * failed, 2 if the command line was wrong. The stack trace goes to the log; {@code --verbose} shows
 * it.
 */
final class FailurePrinter implements IExecutionExceptionHandler, IParameterExceptionHandler {

    private static final Logger LOG = LoggerFactory.getLogger(FailurePrinter.class);

    @Override
    public int handleExecutionException(
            Exception failure, CommandLine command, ParseResult parsed) {
        LOG.debug("{} failed", command.getCommandName(), failure);
        PrintWriter err = command.getErr();
        err.println("semsr: " + describe(failure));
        if (isVerbose(parsed)) {
            failure.printStackTrace(err);
        } else if (!isExplained(failure)) {
            err.println("--verbose shows where it happened; the log is " + LogSetup.file());
        }
        err.flush();
        return CommandLine.ExitCode.SOFTWARE;
    }

    @Override
    public int handleParseException(ParameterException mistake, String[] args) {
        CommandLine command = mistake.getCommandLine();
        PrintWriter err = command.getErr();
        err.println("semsr: " + mistake.getMessage());
        if (!UnmatchedArgumentException.printSuggestions(mistake, err)) {
            err.println("See: " + command.getCommandSpec().qualifiedName() + " --help");
        }
        err.flush();
        return CommandLine.ExitCode.USAGE;
    }

    private static String describe(Throwable failure) {
        if (failure instanceof UncheckedIOException) {
            return describe(failure.getCause());
        }
        if (failure instanceof NoSuchFileException missing) {
            return "There is no file or folder " + missing.getFile();
        }
        if (failure instanceof AccessDeniedException denied) {
            return "No permission to read or write " + denied.getFile();
        }
        if (failure instanceof FileSystemException || isExplained(failure)) {
            return failure.getMessage();
        }
        return failure.getClass().getSimpleName() + ": " + failure.getMessage();
    }

    /** What our own code says is written for people; what others say may tell them nothing. */
    private static boolean isExplained(Throwable failure) {
        return failure.getMessage() != null
                && (isOurs(failure.getClass().getName())
                        || failure instanceof UncheckedIOException
                        || failure instanceof FileSystemException
                        || isThrownByUs(failure));
    }

    private static boolean isThrownByUs(Throwable failure) {
        StackTraceElement[] trace = failure.getStackTrace();
        return (failure instanceof IllegalStateException
                        || failure instanceof IllegalArgumentException)
                && trace.length > 0
                && isOurs(trace[0].getClassName());
    }

    private static boolean isOurs(String className) {
        return className.startsWith("dev.semsr.");
    }

    private static boolean isVerbose(ParseResult parsed) {
        return parsed.asCommandLineList().stream()
                .map(CommandLine::getParseResult)
                .anyMatch(result -> List.of(true).contains(result.matchedOptionValue("-v", false)));
    }
}
